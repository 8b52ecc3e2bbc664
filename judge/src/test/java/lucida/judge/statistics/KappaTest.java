package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KappaTest {
  /** Of 50 subjects both say 1 of 20 and 0 of 15, the first alone 1 of 5, the second alone of 10: P = 0.7, P_e = 0.5 · 0.6 + 0.5 · 0.4 = 0.5, κ = 0.4. */
  @Test
  void twoRaters() {
    int[] a = IntStream.range(0, 50).map(i -> i < 25 ? 1 : 0).toArray();
    int[] b = IntStream.range(0, 50).map(i -> i < 20 || i >= 25 && i < 35 ? 1 : 0).toArray();
    assertEquals(0.4, Kappa.cohen(a, b), 1e-12);
    assertEquals(1, Kappa.cohen(a, a), 1e-12);
    assertTrue(Double.isNaN(Kappa.cohen(new int[]{1, 1}, new int[]{1, 1})), "chance alone would agree always");
  }

  /** Fleiss' own sort of table: 14 raters, 10 subjects, 5 categories, whose P is 0.378 and P_e 0.213: κ is 0.210 to the three digits that are printed. */
  @Test
  void manyRaters() {
    List<int[]> counts = List.of(new int[]{0, 0, 0, 0, 14}, new int[]{0, 2, 6, 4, 2}, new int[]{0, 0, 3, 5, 6},
        new int[]{0, 3, 9, 2, 0}, new int[]{2, 2, 8, 1, 1}, new int[]{7, 7, 0, 0, 0}, new int[]{3, 2, 6, 3, 0},
        new int[]{2, 5, 3, 2, 2}, new int[]{6, 5, 2, 1, 0}, new int[]{0, 2, 2, 3, 7});
    assertEquals(0.210, Kappa.fleiss(counts), 5e-4);
    assertThrows(IllegalArgumentException.class, () -> Kappa.fleiss(List.of(new int[]{1, 1}, new int[]{2, 1})));
  }
}
