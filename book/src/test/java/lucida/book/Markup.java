package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether markup is well-formed: every element that is opened is closed in its turn, and no sign of markup stands loose. */
final class Markup {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z]+)((?: [a-zA-Z0-9-]+=\"[^\"<]*\")*)(/?)>");

  private Markup() {}

  static void assertWellFormed(String markup) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(markup);
    while (tag.find()) {
      if (!tag.group(1).isEmpty()) assertEquals(open.poll(), tag.group(2), markup);
      else if (tag.group(4).isEmpty()) open.push(tag.group(2));
    }
    assertEquals("[]", open.toString(), markup);
    assertEquals("", TAG.matcher(markup).replaceAll("").replaceAll("&(amp|lt|gt|quot);|[^<>&]", ""), markup);
  }
}
