package lucida.docs;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param language what stands behind the opening fence
 * @param line where its text begins, counted from 1
 */
record Block(String language, int line, String text) {
  private static final String FENCE = "```";

  /** All blocks of a page, in order. */
  static List<Block> all(List<String> page) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      if (!page.get(i).startsWith(FENCE)) continue;
      int start = i + 1;
      int end = start;
      while (end < page.size() && !page.get(end).equals(FENCE)) end++;
      if (end == page.size()) throw new IllegalArgumentException("the block that begins in line " + start + " does not end");
      blocks.add(new Block(page.get(i).substring(FENCE.length()), start + 1, String.join("\n", page.subList(start, end))));
      i = end;
    }
    return blocks;
  }
}
