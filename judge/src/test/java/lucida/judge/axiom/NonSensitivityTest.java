package lucida.judge.axiom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;

class NonSensitivityTest {
  private static final NonSensitivity METRIC = new NonSensitivity(2, 3, 1e-5);

  /** 4×6 pixels in six squares; S depends on the squares 0, 1 and 5. */
  private static final Tensor W = on(0, 1, 5);

  private static Tensor on(int... squares) {
    return Tensor.filled(Shape.of(4, 6), Precision.FLOAT64, e -> {
      int square = e / 6 / 2 * 3 + e % 6 / 2;
      for (int s : squares) if (s == square) return 1;
      return 0;
    });
  }

  private static double judged(Tensor map) {
    Tensor x = Tensor.filled(Shape.of(4, 6), Precision.FLOAT64, e -> 1 + e % 5);
    return JudgedMaps.value(METRIC, JudgedMaps.linear(W, x, new JudgedMaps.Given(map))).value();
  }

  /** The map of the same squares differs nowhere, that of 0, 1, 2 in 2 and 5, an empty one in all three that matter, a full one in the three others. */
  @Test
  void byHand() {
    assertEquals(0, judged(W));
    assertEquals(0, judged(W.negate()));
    assertEquals(100 * 2 / 6.0, judged(on(0, 1, 2)), 1e-12);
    assertEquals(50, judged(on()));
    assertEquals(50, judged(on(0, 1, 2, 3, 4, 5)));
    assertEquals(100, judged(on(2, 3, 4)));
  }
}
