package lucida.weights.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import lucida.weights.NamedTensor;
import lucida.weights.io.CellWriter;

/** A field of a message of the protocol-buffer wire format, to be written. Lengths are known before cells are encoded, so that no weights are held twice. */
sealed interface WireField {
  /** The bytes that it takes, with its number. */
  long size();

  /** Writes its number and its value. */
  void write(CodedOutputStream out) throws IOException;

  /** A whole number. */
  record Whole(int number, long value) implements WireField {
    @Override
    public long size() { return CodedOutputStream.computeInt64Size(number, value); }

    @Override
    public void write(CodedOutputStream out) throws IOException { out.writeInt64(number, value); }
  }

  /** A real number, float32. */
  record Real(int number, float value) implements WireField {
    @Override
    public long size() { return CodedOutputStream.computeFloatSize(number, value); }

    @Override
    public void write(CodedOutputStream out) throws IOException { out.writeFloat(number, value); }
  }

  /** A text, or a message that is encoded already. */
  record Text(int number, ByteString bytes) implements WireField {
    static Text of(int number, String text) { return new Text(number, ByteString.copyFromUtf8(text)); }

    @Override
    public long size() { return CodedOutputStream.computeBytesSize(number, bytes); }

    @Override
    public void write(CodedOutputStream out) throws IOException { out.writeBytes(number, bytes); }
  }

  /** A message of fields. */
  record Inner(int number, List<WireField> fields) implements WireField {
    @Override
    public long size() { return delimited(number, length(fields)); }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      begin(number, length(fields), out);
      for (WireField field : fields) field.write(out);
    }
  }

  /** The cells of a tensor as they lie in memory, the least byte of each first. */
  record Cells(int number, NamedTensor tensor) implements WireField {
    private static final int STEP = 1 << 16;

    @Override
    public long size() { return delimited(number, bytes()); }

    private long bytes() { return (long) tensor.tensor().size() * tensor.dtype().bytes(); }

    @Override
    public void write(CodedOutputStream out) throws IOException {
      begin(number, bytes(), out);
      ByteBuffer buffer = ByteBuffer.allocate(STEP * tensor.dtype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < tensor.tensor().size(); i += STEP) {
        CellWriter.encode(tensor, i, Math.min(STEP, tensor.tensor().size() - i), buffer.clear());
        out.write(buffer.array(), 0, buffer.position());
      }
    }
  }

  /** The bytes of some fields one after the other. */
  static long length(List<WireField> fields) {
    return fields.stream().mapToLong(WireField::size).sum();
  }

  private static long delimited(int number, long length) {
    return CodedOutputStream.computeTagSize(number) + CodedOutputStream.computeUInt64SizeNoTag(length) + length;
  }

  private static void begin(int number, long length, CodedOutputStream out) throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt64NoTag(length);
  }
}
