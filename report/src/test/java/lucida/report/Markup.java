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
}
