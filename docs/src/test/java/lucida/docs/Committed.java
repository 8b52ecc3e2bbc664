package lucida.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lucida.pictures.Picture;

/** Committed files that are made from others. Where one has changed, the new one is written beside the tests' results, ready to be copied. */
final class Committed {
  private static final Path MADE = Page.ROOT.resolve("docs/target/made");
  /** A colour is rounded to 256 levels, once when it is mixed and once when the picture is resized. */
  private static final int ROUNDING = 2;

  private Committed() {}

  /** Fails if the file is not what has been made. */
  static void assertIs(Path file, String made) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(made))
      assertEquals(Files.exists(file) ? Files.readString(file) : "", made,
          () -> file.getFileName() + " is now " + suggest(file, made.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes what the file should be, and says how to take it. */
  static String suggest(Path file, byte[] made) {
    try {
      Path suggested = Files.createDirectories(MADE).resolve(file.getFileName());
      Files.write(suggested, made);
      return Page.ROOT.relativize(suggested) + "; if it is right: cp " + Page.ROOT.relativize(suggested) + " "
          + Page.ROOT.toAbsolutePath().normalize().relativize(file.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether two pictures are the same but for rounding. */
  static boolean looksLike(Picture a, Picture b) {
    if (a.width() != b.width() || a.height() != b.height()) return false;
    for (int y = 0; y < a.height(); y++)
      for (int x = 0; x < a.width(); x++)
        for (int channel = 0; channel < 3; channel++)
          if (Math.abs(a.sample(x, y, channel) - b.sample(x, y, channel)) > ROUNDING) return false;
    return true;
  }
}
