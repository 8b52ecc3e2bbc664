package lucida.pictures;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file for decoders that read on past its end: reading past it is answered with "no more" a few times, as some look
 * ahead, and then refused, as some would make up pixels without end.
 */
final class BoundedStream extends InputStream {
  private static final int PATIENCE = 1000;

  private final byte[] file;
  private int at;
  private int beyond;

  BoundedStream(byte[] file) { this.file = file; }

  @Override
  public int read() throws IOException { return at < file.length ? file[at++] & 255 : end(); }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) return 0;
    if (at >= file.length) return end();
    int n = Math.min(length, file.length - at);
    System.arraycopy(file, at, into, offset, n);
    at += n;
    return n;
  }

  private int end() throws IOException {
    if (++beyond > PATIENCE) throw new IOException("the end is missing");
    return -1;
  }
}
