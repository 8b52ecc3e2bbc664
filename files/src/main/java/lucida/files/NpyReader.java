package lucida.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;

/** Reads a NumPy file from a stream: its header, then its cells. Every refusal starts with the file's name. */
record NpyReader(String name, InputStream in) {
  private static final int LONGEST_HEADER = 1 << 16;
  private static final int CHUNK = 1 << 16;

  NpyHeader header() throws IOException {
    byte[] magic = NpyHeader.magic();
    byte[] start = in.readNBytes(magic.length);
    if (!Arrays.equals(start, magic))
      throw new IOException(name + " is no NumPy file: "
          + (start.length == 0 ? "it is empty" : "it starts with bytes " + hex(start) + ", not " + hex(magic)));
    byte[] version = exactly(2);
    if (version[0] < 1 || version[0] > 3 || version[1] != 0)
      throw refused("NumPy's format " + Byte.toUnsignedInt(version[0]) + "." + Byte.toUnsignedInt(version[1])
          + " is not read, only 1.0, 2.0 and 3.0");
    byte[] count = Arrays.copyOf(exactly(version[0] == 1 ? 2 : 4), 4);
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(count).order(ByteOrder.LITTLE_ENDIAN).getInt());
    if (length > LONGEST_HEADER) throw refused("a header of " + length + " bytes is not read, only up to " + LONGEST_HEADER);
    try {
      return NpyHeader.parse(new String(exactly((int) length), StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static String hex(byte... bytes) { return HexFormat.ofDelimiter(" ").formatHex(bytes); }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) throw new IOException(name + " ends inside its header");
    return bytes;
  }

  private IOException refused(String why) { return new IOException(name + ": " + why); }

  /** Reads the cells, for which the file has {@code there} bytes. */
  Tensor cells(NpyHeader header, long there) throws IOException {
    if (there != header.bytes())
      throw refused("shape " + header.shape() + " of " + header.type().code() + " takes " + header.bytes() + " bytes, but "
          + (there > header.bytes() ? "more follow the header" : there + " follow the header: the file is cut off"));
    int[] axes = header.shape().axes();
    int[] reversed = IntStream.range(0, axes.length).map(axis -> axes.length - 1 - axis).toArray();
    int[] order = header.fortran() ? reversed : axes;
    Shape inFile = Shape.of(Arrays.stream(order).map(header.shape()::extent).toArray());
    return Tensor.of(inFile, inOrderOfTheFile(header)).permute(order);
  }

  private Storage inOrderOfTheFile(NpyHeader header) throws IOException {
    NpyType type = header.type();
    Storage cells = type.precision().allocate(header.shape().size());
    byte[] chunk = new byte[CHUNK];
    for (int done = 0; done < cells.length();) {
      int count = Math.min(CHUNK / type.bytes(), cells.length() - done);
      if (in.readNBytes(chunk, 0, count * type.bytes()) < count * type.bytes()) throw refused("it shrank while it was read");
      ByteBuffer buffer = ByteBuffer.wrap(chunk).order(header.order());
      for (int end = done + count; done < end; done++) cells.set(done, next(type, buffer, done));
    }
    return cells;
  }

  private double next(NpyType type, ByteBuffer buffer, int cell) throws IOException {
    try {
      return type.next(buffer);
    } catch (IllegalArgumentException e) {
      throw refused("cell " + cell + " in the order of the file: " + e.getMessage());
    }
  }
}
