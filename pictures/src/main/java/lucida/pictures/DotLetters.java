package lucida.pictures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Letters of 5×7 dots and one row below the line, drawn in {@code letters.txt}, for Java runtimes without fonts. A sign that is not
 * there is a box.
 */
final class DotLetters implements Letters {
  private static final int ABOVE = 7;
  private static final int ROWS = ABOVE + 1;
  private static final int STEP = 6;
  private static final List<String> BOX = List.of("#####", "#...#", "#...#", "#...#", "#...#", "#...#", "#####", ".....");

  private final Map<Integer, List<String>> shapes = new HashMap<>();

  DotLetters() {
    List<String> lines = lines();
    for (int top = 0; top + ROWS < lines.size(); top += ROWS + 1) {
      int block = top;
      int[] signs = lines.get(top).codePoints().filter(c -> c != ' ').toArray();
      for (int k = 0; k < signs.length; k++) {
        int from = k * STEP;
        shapes.put(signs[k],
            lines.subList(block + 1, block + 1 + ROWS).stream().map(line -> line.substring(from, from + STEP - 1)).toList());
      }
    }
  }

  private static List<String> lines() {
    try (InputStream in = Objects.requireNonNull(DotLetters.class.getResourceAsStream("letters.txt"))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int dot(TextStyle style) { return style.size() > 2 * ABOVE ? 2 : 1; }

  @Override
  public int width(String text, TextStyle style) { return text.codePointCount(0, text.length()) * STEP * dot(style); }

  @Override
  public void draw(BufferedImage image, String text, int x, int base, TextStyle style, int rgb) {
    int dot = dot(style), at = x;
    for (int sign : text.codePoints().toArray()) {
      if (sign != ' ') draw(image, shapes.getOrDefault(sign, BOX), at, base - ABOVE * dot, dot, rgb);
      at += STEP * dot;
    }
  }

  private static void draw(BufferedImage image, List<String> shape, int left, int top, int dot, int rgb) {
    for (int y = 0; y < ROWS * dot; y++)
      for (int x = 0; x < (STEP - 1) * dot; x++) {
        boolean inside = left + x >= 0 && left + x < image.getWidth() && top + y >= 0 && top + y < image.getHeight();
        if (inside && shape.get(y / dot).charAt(x / dot) == '#') image.setRGB(left + x, top + y, rgb);
      }
  }
}
