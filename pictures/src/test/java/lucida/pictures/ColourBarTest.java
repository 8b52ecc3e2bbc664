package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColourBarTest {
  private static List<String> labels(double low, double high, int most) {
    return new ColourBar(ColourMap.DAWN, new ColourScale(low, high)).ticks(most).stream().map(ColourBar::label).toList();
  }

  @Test
  void roundNumbers() {
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), labels(0, 1, 6));
    assertEquals(List.of("0", "0.5", "1"), labels(0, 1, 5));
    assertEquals(List.of("−1", "−0.5", "0", "0.5", "1"), labels(-1.2, 1.2, 5));
    assertEquals(List.of("0", "5e−6", "1e−5"), labels(0, 1.3e-5, 5));
    assertEquals(List.of("100", "150", "200"), labels(90, 230, 3));
    assertEquals(List.of("2.5"), labels(2.5, 2.5, 5));
  }

  /** Over many scales: between 2 and most ticks, all inside, all different. */
  @Test
  void alwaysSomeTicksNeverTooMany() {
    for (int seed = 0; seed < 400; seed++) {
      double low = Math.sin(seed) * Math.pow(10, seed % 13 - 6),
          high = low + (1.01 + Math.cos(3 * seed)) * Math.pow(10, seed * 7 % 11 - 5);
      for (int most : new int[]{3, 5, 7}) {
        List<Double> ticks = new ColourBar(ColourMap.DAWN, new ColourScale(low, high)).ticks(most);
        assertTrue(ticks.size() <= most && !ticks.isEmpty(), low + " to " + high + ": " + ticks);
        assertEquals(ticks.size(), ticks.stream().distinct().count());
        for (double tick : ticks)
          assertTrue(tick >= low - 1e-6 * (high - low) && tick <= high + 1e-6 * (high - low), tick + " in " + low + " to " + high);
      }
    }
  }

  @Test
  void labels() {
    assertEquals(List.of("0", "12.3", "−0.123", "1230", "−1.23e4", "1e−10", "1e300", "0.001"),
        List.of(0.0, 12.345, -0.1234, 1230.0, -12345.0, 1e-10, 1e300, 0.001).stream().map(ColourBar::label).toList());
  }

  /** High values are on top, low ones at the bottom. */
  @Test
  void colours() {
    Picture bar = new ColourBar(ColourMap.GREY, new ColourScale(0, 3)).paint(101, new DotLetters());
    for (int y = 0; y <= 100; y++) assertEquals(ColourMap.GREY.rgb(1 - y / 100.0), bar.rgb(5, y + ColourBar.OVERHANG));
    assertEquals(101 + 2 * ColourBar.OVERHANG, bar.height());
  }
}
