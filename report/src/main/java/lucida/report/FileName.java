package lucida.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import lucida.core.PlainText;
import lucida.files.Sha256;

/** Makes a name from anywhere fit to be part of a file name. */
final class FileName {
  private static final int DIGITS = 16;

  private FileName() {}

  /**
   * The name as it is, if all of it is seen and it fits; else what is not seen becomes '-', what does not fit is cut off, and a '~' and digits
   * of a checksum of all of it follow, so that no two names become one.
   *
   * @param most bytes in UTF-8
   */
  static String of(String name, int most) {
    boolean seen = PlainText.of(name).equals(name);
    if (seen && name.getBytes(UTF_8).length <= most) return name;
    StringBuilder fitting = new StringBuilder();
    int bytes = 0;
    for (int c : name.codePoints().toArray()) {
      String sign = PlainText.of(Character.toString(c)).equals(Character.toString(c)) ? Character.toString(c) : "-";
      bytes += sign.getBytes(UTF_8).length;
      if (bytes > most - DIGITS - 1) break;
      fitting.append(sign);
    }
    return fitting + "~" + checksum(name);
  }

  private static String checksum(String name) {
    MessageDigest digest = Sha256.digest();
    digest.update(name.getBytes(UTF_8));
    return Sha256.hex(digest).substring(0, DIGITS);
  }
}
