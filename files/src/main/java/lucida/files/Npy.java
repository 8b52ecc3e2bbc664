package lucida.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import lucida.core.Tensor;

/**
 * NumPy's files of one array, {@code .npy}: formats 1.0, 2.0 and 3.0 are read, 1.0 is written.
 *
 * <p>f4 is read as float32 and so is f2; f8 is read as float64 and so are the integers i1, i2, i4, i8, u1, u2, u4 and the truth
 * values b1, true as 1. An i8 beyond ±2^53 is refused, because float64 might round it. Either byte order and either order of axes
 * is read; written is little-endian with the last axis running fastest, byte for byte as NumPy does.
 *
 * <p>What is wrong with a file is said in one sentence that names it. Nothing is allocated before its bytes are known to be there.
 */
public final class Npy {
  private Npy() {}

  /**
   * The array in a file.
   *
   * @throws IOException if it cannot be read, is no NumPy file, or its size is not what its header says
   */
  public static Tensor read(Path path) throws IOException {
    try (FileChannel channel = RegularFile.open(path); InputStream in = Channels.newInputStream(channel)) {
      NpyReader reader = new NpyReader(path.toString(), in);
      NpyHeader header = reader.header();
      return reader.cells(header, channel.size() - channel.position());
    }
  }

  /**
   * The array in these bytes.
   *
   * @param name what to call them where something is wrong with them
   * @throws IOException if they are no NumPy file, or not as many as their header says
   */
  public static Tensor read(String name, byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    NpyReader reader = new NpyReader(name, in);
    NpyHeader header = reader.header();
    return reader.cells(header, in.available());
  }

  /**
   * The array that a stream holds from here to its end, of less than 2 GB. The stream is not closed.
   *
   * @param name what to call it where something is wrong with it
   * @throws IOException if it cannot be read, is no NumPy file, or does not end where its header says
   */
  public static Tensor read(String name, InputStream in) throws IOException {
    NpyHeader header = new NpyReader(name, in).header();
    if (header.bytes() >= Integer.MAX_VALUE - 8)
      throw new IOException(name + ": " + header.bytes() + " bytes of cells are too many for a stream; read them from a file");
    byte[] rest = in.readNBytes((int) header.bytes() + 1);
    return new NpyReader(name, new ByteArrayInputStream(rest)).cells(header, rest.length);
  }

  /** The file that {@link #write} would write. */
  public static byte[] bytes(Tensor tensor) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new NpyWriter(out).write(tensor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @throws IOException if it cannot be written; a file that was there before is then untouched
   */
  public static void write(Path path, Tensor tensor) throws IOException {
    WholeFile.write(path, out -> new NpyWriter(Channels.newOutputStream(out)).write(tensor));
  }
}
