package lucida.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256: what tells whether a file, or any content, is still the same. */
public final class Sha256 {
  private static final int AT_ONCE = 1 << 16;

  private Sha256() {}

  /**
   * That of a file in 64 hexadecimal digits. The file is read to its end after an interrupt too.
   *
   * @throws IOException as {@link RegularFile#open}
   */
  public static String of(Path file) throws IOException {
    MessageDigest digest = digest();
    RegularFile.open(file).close();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = new byte[AT_ONCE];
      for (int n; (n = in.read(bytes)) >= 0;) digest.update(bytes, 0, n);
    }
    return hex(digest);
  }

  /**
   * That of a file; of a folder, that of the names and the content of the files in it and below it.
   *
   * @throws IOException as {@link RegularFile#open}
   */
  public static String ofTree(Path path) throws IOException {
    if (!Files.isDirectory(path)) return of(path);
    MessageDigest digest = digest();
    for (Path file : FilesBelow.of(path, Files::isRegularFile))
      digest.update((path.relativize(file) + "\0" + of(file)).getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  /** One to be updated with some content. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The content's 64 hexadecimal digits; the digest begins anew. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
