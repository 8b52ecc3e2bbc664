package lucida.book;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import lucida.core.PlainText;

/** Text inside HTML. */
public final class Html {
  private Html() {}

  /** The text so that nothing in it is markup, in an element or in an attribute, and nothing is hidden or turned around. */
  public static String escaped(String text) {
    return PlainText.ofLines(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A text file beside this class. */
  static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Html.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
