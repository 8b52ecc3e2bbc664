package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether every element is closed, in order. */
final class Markup {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>");
  private static final Pattern STRICT = Pattern.compile("<(/?)([a-zA-Z]+)((?: [a-zA-Z0-9-]+=\"[^\"<]*\")*)(/?)>");
  private static final Set<String> EMPTY = Set.of("meta", "input", "img", "mspace");

  private Markup() {}

  static void assertBalanced(String markup) {
    String elements = markup.replaceAll("(?s)<(style|script)>.*?</\\1>", "");
    Deque<String> open = new ArrayDeque<>();
    for (Matcher tag = TAG.matcher(elements); tag.find();) {
      if (EMPTY.contains(tag.group(2)) || tag.group().endsWith("/>")) continue;
      if (tag.group(1).isEmpty()) open.push(tag.group(2));
      else assertEquals(open.poll(), tag.group(2), () -> elements.substring(0, tag.end()));
    }
    assertTrue(open.isEmpty(), open::toString);
  }

  /** Well-formed as XML, too: no sign of markup stands loose. */
  static void assertWellFormed(String markup) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = STRICT.matcher(markup);
    while (tag.find()) {
      if (!tag.group(1).isEmpty()) assertEquals(open.poll(), tag.group(2), markup);
      else if (tag.group(4).isEmpty()) open.push(tag.group(2));
    }
    assertEquals("[]", open.toString(), markup);
    assertEquals("", STRICT.matcher(markup).replaceAll("").replaceAll("&(amp|lt|gt|quot);|[^<>&]", ""), markup);
  }
}
