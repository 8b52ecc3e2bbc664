package lucida.pictures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;

/** Files that people take for pictures that are read, by their first bytes. */
final class OtherPicture {
  private static final String ADVICE = ", which is not read; save it as PNG or JPEG";

  private OtherPicture() {}

  /** What a file is, and what to do. */
  static Optional<String> of(byte[] file) {
    String head = new String(file, 0, Math.min(file.length, 64), ISO_8859_1);
    String text = head.strip().toLowerCase(Locale.ROOT);
    if (head.startsWith("version https://git-lfs.github.com/spec/"))
      return Optional.of("a Git LFS pointer and not the picture: fetch that with 'git lfs pull'");
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) return Optional.of("a web page and not a picture");
    if (text.startsWith("<svg") || text.startsWith("<?xml")) return Optional.of("a drawing (SVG)" + ADVICE);
    if (head.startsWith("II*\0") || head.startsWith("MM\0*")) return Optional.of("a TIFF picture" + ADVICE);
    if (head.startsWith("ftypavif", 4)) return Optional.of("an AVIF picture" + ADVICE);
    if (head.startsWith("ftypheic", 4) || head.startsWith("ftypheix", 4) || head.startsWith("ftypmif1", 4))
      return Optional.of("a HEIC picture, as telephones take" + ADVICE);
    if (head.startsWith("\u00FF\n") || head.startsWith("JXL ", 4)) return Optional.of("a JPEG XL picture" + ADVICE);
    if (head.startsWith("8BPS")) return Optional.of("a Photoshop document" + ADVICE);
    if (head.startsWith("%PDF")) return Optional.of("a PDF document" + ADVICE);
    return Optional.empty();
  }
}
