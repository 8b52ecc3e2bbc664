package lucida.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;

/** Writes a NumPy file of format 1.0: little-endian, the last axis fastest. */
record NpyWriter(OutputStream out) {
  private static final int ALIGNMENT = 64;
  private static final int DIGITS_TO_GROW = 21;
  private static final int CHUNK = 1 << 13;

  void write(Tensor tensor) throws IOException {
    out.write(header(tensor));
    Storage cells = tensor.cells();
    byte[] chunk = new byte[CHUNK * Double.BYTES];
    for (int done = 0; done < cells.length(); done += CHUNK) {
      ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = done; i < Math.min(done + CHUNK, cells.length()); i++) put(buffer, cells, i);
      out.write(chunk, 0, buffer.position());
    }
  }

  private static void put(ByteBuffer buffer, Storage cells, int i) {
    switch (cells.precision()) {
      case FLOAT32 -> buffer.putFloat((float) cells.get(i));
      case FLOAT64 -> buffer.putDouble(cells.get(i));
    }
  }

  /** As NumPy does, it leaves room for the first extent to grow, and lets the cells start at a multiple of 64 bytes. */
  private static byte[] header(Tensor tensor) {
    String dict = "{'descr': '<" + NpyType.of(tensor.precision()).code() + "', 'fortran_order': False, 'shape': "
        + tuple(tensor.shape())
        + ", }" + " ".repeat(tensor.shape().rank() == 0 ? 0 : DIGITS_TO_GROW - Integer.toString(tensor.shape().extent(0)).length());
    int before = NpyHeader.magic().length + 4;
    int total = ((before + dict.length() + 1) / ALIGNMENT + 1) * ALIGNMENT;
    byte[] header = new byte[total];
    Arrays.fill(header, (byte) ' ');
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).put(NpyHeader.magic()).put((byte) 1).put((byte) 0)
        .putShort((short) (total - before)).put(dict.getBytes(StandardCharsets.US_ASCII));
    header[total - 1] = '\n';
    return header;
  }

  private static String tuple(Shape shape) {
    String extents = Arrays.stream(shape.extents()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return "(" + extents + (shape.rank() == 1 ? ",)" : ")");
  }
}
