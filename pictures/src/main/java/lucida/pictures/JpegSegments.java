package lucida.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The segments of a JPEG file before its pixels: FF, a marker, a length of two bytes that counts itself, data. */
final class JpegSegments {
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  /** Where a profile begins in its segment: behind marker, length, "ICC_PROFILE\0", the number of the part and of how many. */
  private static final int PROFILE = 18;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int FIRST_RESTART = 0xD0;
  private static final int START_OF_IMAGE = 0xD8;

  private JpegSegments() {}

  /** One segment: its marker, where it begins (at FF) and where it ends. */
  private record Segment(int marker, int begin, int end) {
    boolean holds(byte[] file, String name) {
      return end - begin >= 4 + name.length() && new String(file, begin + 4, name.length(), ISO_8859_1).equals(name);
    }

    /** SOF0 … SOF15 describe the frame; C4, C8 and CC lie among them and are something else. */
    boolean isFrame() {
      return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
  }

  /** The segments up to the first scan. Where they make no sense the decoder will say so. */
  private static List<Segment> segments(byte[] file) {
    List<Segment> segments = new ArrayList<>();
    for (int at = 2; at + 4 <= file.length && file[at] == (byte) 0xFF;) {
      int marker = file[at + 1] & 255;
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) break;
      int length = marker == 0xFF ? -1 : (file[at + 2] & 255) << 8 | file[at + 3] & 255; // FF FF: a fill byte
      if (at + 2 + length > file.length) break;
      if (length >= 2) segments.add(new Segment(marker, at, at + 2 + length));
      at += 2 + Math.max(length, -1);
    }
    return segments;
  }

  /** How many scans the file has: the decoder goes over the picture for each. */
  static int scans(byte[] file) {
    int scans = 0;
    for (int at = 2; at + 4 <= file.length;) {
      int marker = file[at + 1] & 255;
      boolean segment = file[at] == (byte) 0xFF && marker != 0 && marker != 0xFF
          && (marker < FIRST_RESTART || marker > START_OF_IMAGE);
      if (segment && marker == END_OF_IMAGE) return scans;
      if (segment && marker == START_OF_SCAN) scans++;
      at += segment ? 2 + ((file[at + 2] & 255) << 8 | file[at + 3] & 255) : 1; // else pixels, or a fill byte
    }
    return scans;
  }

  /** The file without its colour profile, and its EXIF block. */
  static Contents contents(byte[] file) {
    ByteBuffer exif = Contents.NO_EXIF;
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
    int copied = 0;
    String profile = "";
    for (Segment s : segments(file)) {
      if (s.marker == APP1 && !exif.hasRemaining() && s.holds(file, "Exif\0\0"))
        exif = ByteBuffer.wrap(file, s.begin + 4, s.end - s.begin - 4);
      if (s.marker == APP2 && s.holds(file, "ICC_PROFILE\0")) {
        if (copied == 0 && s.end - s.begin > PROFILE)
          profile = IccProfile.name(ByteBuffer.wrap(file, s.begin + PROFILE, s.end - s.begin - PROFILE));
        kept.write(file, copied, s.begin - copied);
        copied = s.end;
      }
    }
    kept.write(file, copied, file.length - copied);
    return new Contents(copied == 0 ? file : kept.toByteArray(), exif, Optional.empty(), 1, profile);
  }

  /** Whether the frame has four colour components. */
  static boolean hasFourColours(byte[] file) {
    return segments(file).stream().anyMatch(s -> s.isFrame() && s.end - s.begin > 9 && file[s.begin + 9] == 4);
  }

  /** Whether Adobe's mark says that the first three of four components are luminance and chrominance. */
  static boolean hasLuminance(byte[] file) {
    return segments(file).stream()
        .anyMatch(s -> s.marker == APP14 && s.holds(file, "Adobe") && s.end - s.begin > 15 && file[s.begin + 15] == 2);
  }
}
