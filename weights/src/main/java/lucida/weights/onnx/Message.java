package lucida.weights.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;

/** A message of the protocol-buffer wire format, its fields by number. */
record Message(UnknownFieldSet fields, ImportBudget budget) {
  /** ONNX has no field of a higher number. */
  private static final int HIGHEST_FIELD = 100;
  /** About what a field and a message take in memory. */
  private static final int BYTES_OF_FIELD = 48;
  private static final int BYTES_OF_MESSAGE = 128;

  /** Reads the fields of a message; what lies inside one is not read yet. */
  static Message parse(ByteString bytes, ImportBudget budget) {
    CodedInputStream in = bytes.newCodedInput();
    in.enableAliasing(true); // what lies inside is not copied
    return parse(in, _ -> true, budget);
  }

  /** Reads some fields of a message by their numbers, and passes over the others without keeping them. */
  static Message parse(CodedInputStream in, IntPredicate wanted, ImportBudget budget) {
    budget.take(1, BYTES_OF_MESSAGE, "a graph of that many parts");
    try {
      UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int number = WireFormat.getTagFieldNumber(tag);
        if (wanted.test(number) ? !fields.mergeFieldFrom(tag, in) : !in.skipField(tag)) break;
        budget.take(1, BYTES_OF_FIELD, "a graph of that many parts");
        if (number > HIGHEST_FIELD) throw new WeightsException("is no ONNX file: it has a field of number " + number);
      }
      return new Message(fields.build(), budget);
    } catch (IOException e) {
      throw WeightsException.because("is no ONNX file, or is cut off", e);
    }
  }

  List<Message> messages(int field) {
    return fields.getField(field).getLengthDelimitedList().stream().map(inner -> parse(inner, budget)).toList();
  }

  /** The last one, as the format wants it; an empty one if there is none. */
  Message message(int field) {
    List<ByteString> all = fields.getField(field).getLengthDelimitedList();
    return all.isEmpty() ? new Message(UnknownFieldSet.getDefaultInstance(), budget) : parse(all.getLast(), budget);
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
    LongStream.Builder all = LongStream.builder();
    fields.getField(field).getVarintList().forEach(all::add);
    for (ByteString packed : fields.getField(field).getLengthDelimitedList()) unpack(packed, all);
    return all.build().toArray();
  }

  private static void unpack(ByteString packed, LongStream.Builder into) {
    long number = 0;
    int shift = 0;
    for (int i = 0; i < packed.size(); i++) {
      if (shift > 63) throw new WeightsException("is damaged: a whole number of more than 64 bits");
      byte b = packed.byteAt(i);
      number |= (long) (b & 0x7f) << shift;
      shift += 7;
      if (b < 0) continue;
      into.add(number);
      number = 0;
      shift = 0;
    }
    if (shift > 0) throw new WeightsException("is damaged: a list of whole numbers ends within a number");
  }

  /** Repeated float32, packed or not. */
  float[] floats(int field) {
    ByteBuffer cells = cells(field, 4, fields.getField(field).getFixed32List().size());
    fields.getField(field).getFixed32List().forEach(cells::putInt);
    cells.flip();
    float[] floats = new float[cells.remaining() / 4];
    cells.asFloatBuffer().get(floats);
    return floats;
  }

  /** Repeated float64, packed or not. */
  double[] doubles(int field) {
    ByteBuffer cells = cells(field, 8, fields.getField(field).getFixed64List().size());
    fields.getField(field).getFixed64List().forEach(cells::putLong);
    cells.flip();
    double[] doubles = new double[cells.remaining() / 8];
    cells.asDoubleBuffer().get(doubles);
    return doubles;
  }

  /** The packed cells, with room for some more. */
  private ByteBuffer cells(int field, int size, int more) {
    List<ByteString> packed = fields.getField(field).getLengthDelimitedList();
    long bytes = (long) size * more + packed.stream().mapToLong(ByteString::size).sum();
    if (bytes > Integer.MAX_VALUE - 8) throw new WeightsException("is damaged: " + bytes + " bytes of numbers in one tensor");
    ByteBuffer cells = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (ByteString part : packed) {
      if (part.size() % size != 0)
        throw new WeightsException("is damaged: a list of numbers of " + size + " bytes each is " + part.size() + " bytes long");
      part.copyTo(cells);
    }
    return cells;
  }
}
