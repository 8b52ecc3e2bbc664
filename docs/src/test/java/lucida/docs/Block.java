package lucida.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a page: a fenced block, a picture that stands in a line of its own, or the prose between them.
 *
 * @param language what stands behind the opening fence; {@link #PICTURE} or {@link #PROSE}
 * @param line where its text begins, counted from 1
 * @param text the lines within the fence; of a picture its file, as the page names it
 */
record Block(String language, int line, String text) {
  static final String PROSE = "(prose)";
  static final String PICTURE = "(picture)";
  private static final String FENCE = "```";
  private static final Pattern IMAGE = Pattern.compile("!\\[[^]]*\\]\\(([^()]+)\\)");

  /** All blocks of a page, in order. */
  static List<Block> all(List<String> page) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < page.size();) {
      Matcher image = IMAGE.matcher(page.get(i));
      if (image.matches()) blocks.add(new Block(PICTURE, ++i, image.group(1)));
      else if (page.get(i).startsWith(FENCE)) i = fenced(page, i, blocks);
      else i = prose(page, i, blocks);
    }
    return blocks;
  }

  /** Adds the block whose fence is line {@code fence}; returns the line behind it. */
  private static int fenced(List<String> page, int fence, List<Block> blocks) {
    int end = fence + 1;
    while (end < page.size() && !page.get(end).equals(FENCE)) end++;
    if (end == page.size()) throw new IllegalArgumentException("the block that begins in line " + (fence + 1) + " does not end");
    blocks.add(new Block(page.get(fence).substring(FENCE.length()), fence + 2, String.join("\n", page.subList(fence + 1, end))));
    return end + 1;
  }

  private static int prose(List<String> page, int start, List<Block> blocks) {
    int end = start;
    while (end < page.size() && !page.get(end).startsWith(FENCE) && !IMAGE.matcher(page.get(end)).matches()) end++;
    String text = String.join("\n", page.subList(start, end)).strip();
    if (!text.isEmpty()) blocks.add(new Block(PROSE, start + 1, text));
    return end;
  }

  /** As the page has it. */
  String markdown() {
    return language.equals(PROSE) ? text : FENCE + language + "\n" + text + "\n" + FENCE;
  }
}
