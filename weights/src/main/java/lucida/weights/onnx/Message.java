package lucida.weights.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import lucida.weights.WeightsException;

/** A message of the protocol-buffer wire format, its fields by number. */
record Message(UnknownFieldSet fields) {
  static Message parse(ByteString bytes) {
    try {
      return new Message(UnknownFieldSet.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new WeightsException("is no ONNX file, or is cut off: " + e.getMessage());
    }
  }

  List<Message> messages(int field) {
    return fields.getField(field).getLengthDelimitedList().stream().map(Message::parse).toList();
  }

  /** The last one, as the format wants it; an empty one if there is none. */
  Message message(int field) {
    List<ByteString> all = fields.getField(field).getLengthDelimitedList();
    return all.isEmpty() ? new Message(UnknownFieldSet.getDefaultInstance()) : parse(all.getLast());
  }

  boolean has(int field) { return fields.hasField(field); }

  ByteString bytes(int field) {
    List<ByteString> all = fields.getField(field).getLengthDelimitedList();
    return all.isEmpty() ? ByteString.EMPTY : all.getLast();
  }

  String text(int field) { return bytes(field).toStringUtf8(); }

  List<String> texts(int field) {
    return fields.getField(field).getLengthDelimitedList().stream().map(ByteString::toStringUtf8).toList();
  }

  long number(int field, long otherwise) {
    List<Long> all = fields.getField(field).getVarintList();
    return all.isEmpty() ? otherwise : all.getLast();
  }

  /** Repeated whole numbers, packed or not. */
  long[] numbers(int field) {
    List<Long> all = new ArrayList<>(fields.getField(field).getVarintList());
    for (ByteString packed : fields.getField(field).getLengthDelimitedList()) unpack(packed, all);
    return all.stream().mapToLong(Long::longValue).toArray();
  }

  private static void unpack(ByteString packed, List<Long> into) {
    long number = 0;
    int shift = 0;
    for (byte b : packed) {
      if (shift > 63) throw new WeightsException("is damaged: a whole number of more than 64 bits");
      number |= (long) (b & 0x7f) << shift;
      shift += 7;
      if (b < 0) continue;
      into.add(number);
      number = 0;
      shift = 0;
    }
  }

  /** Repeated float32, packed or not. */
  float[] floats(int field) {
    List<Float> all = new ArrayList<>();
    fields.getField(field).getFixed32List().forEach(bits -> all.add(Float.intBitsToFloat(bits)));
    for (ByteString packed : fields.getField(field).getLengthDelimitedList())
      for (int i = 0; i + 4 <= packed.size(); i += 4)
        all.add(packed.substring(i, i + 4).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getFloat());
    float[] floats = new float[all.size()];
    for (int i = 0; i < floats.length; i++) floats[i] = all.get(i);
    return floats;
  }

  /** Repeated float64, packed or not. */
  double[] doubles(int field) {
    List<Double> all = new ArrayList<>();
    fields.getField(field).getFixed64List().forEach(bits -> all.add(Double.longBitsToDouble(bits)));
    for (ByteString packed : fields.getField(field).getLengthDelimitedList())
      for (int i = 0; i + 8 <= packed.size(); i += 8)
        all.add(packed.substring(i, i + 8).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getDouble());
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
