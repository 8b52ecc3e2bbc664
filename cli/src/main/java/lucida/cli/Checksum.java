package lucida.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lucida.files.RegularFile;

/** What tells whether a file is still the same: its SHA-256, in hexadecimal digits. */
final class Checksum {
  private static final int AT_ONCE = 1 << 16;

  private Checksum() {}

  /**
   * The SHA-256 of a file, read to its end after an interrupt too.
   *
   * @throws IOException as {@link RegularFile#open}
   */
  static String of(Path file) throws IOException {
    MessageDigest digest = sha256();
    RegularFile.open(file).close();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = new byte[AT_ONCE];
      for (int n; (n = in.read(bytes)) >= 0;) digest.update(bytes, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
