package lucida.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Locale;

/** The one thing needed of a colour profile: what it is called. Reads nothing outside the profile. */
final class IccProfile {
  private static final int TAGS = 128;
  private static final int DESCRIPTION = 0x64657363; // desc
  private static final int LOCALIZED = 0x6D6C7563; // mluc
  private static final int LONGEST = 100;

  private IccProfile() {}

  /** Its description; "without a name" if it has none; empty if it is sRGB's, which is what samples are taken for. */
  static String name(ByteBuffer profile) {
    ByteBuffer icc = profile.slice();
    if (icc.remaining() < TAGS + 4) return "without a name";
    for (int k = 0, n = icc.getInt(TAGS); k < n && TAGS + 4 + 12 * k + 12 <= icc.limit(); k++) {
      int entry = TAGS + 4 + 12 * k;
      if (icc.getInt(entry) == DESCRIPTION) return known(description(icc, icc.getInt(entry + 4)));
    }
    return "without a name";
  }

  /** The name of a profile for notes; empty for sRGB. */
  static String known(String name) {
    return name.toLowerCase(Locale.ROOT).contains("srgb") ? "" : name.isBlank() ? "without a name" : name.strip();
  }

  /** Version 2: a type, 4 zeros, a length and ASCII. Version 4: a type, 4 zeros, how many, 12, language, length, place, UTF-16. */
  private static String description(ByteBuffer icc, int at) {
    if (at < 0 || at > icc.limit() - 28) return "";
    return icc.getInt(at) == LOCALIZED
        ? text(icc, at + (long) icc.getInt(at + 24), icc.getInt(at + 20), UTF_16BE)
        : text(icc, at + 12L, icc.getInt(at + 8) - 1, ISO_8859_1);
  }

  private static String text(ByteBuffer icc, long at, int length, Charset charset) {
    if (at < 0 || length < 0 || at + length > icc.limit()) return "";
    byte[] text = new byte[Math.min(length, LONGEST)];
    icc.get((int) at, text);
    return new String(text, charset);
  }
}
