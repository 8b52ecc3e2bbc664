package lucida.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalisationTest {
  private static final Tensor MAP = Tensor.matrix(new double[]{-4, 0}, new double[]{1, 2});

  @Test
  void scales() {
    assertTrue(Normalisation.NONE.of(MAP).sameAs(MAP));
    assertArrayEquals(new double[]{-1, 0, 0.25, 0.5}, Normalisation.MAX.of(MAP).toDoubles());
    assertArrayEquals(new double[]{0, 4 / 6.0, 5 / 6.0, 1}, Normalisation.MIN_MAX.of(MAP).toDoubles(), 1e-15);
  }

  /** 0, 1, …, 100: the 99th percentile is 99, and 100 is cut off. */
  @Test
  void percentile() {
    Tensor map = Normalisation.PERCENTILE.of(Tensor.arange(Shape.of(1, 101), Precision.FLOAT64));
    assertEquals(0, map.cell(0));
    assertEquals(50 / 99.0, map.cell(50), 1e-15);
    assertEquals(1, map.cell(99), 1e-15);
    assertEquals(1, map.cell(100));
  }

  /** 1/4·10⁻⁴⁰ is infinite in float32, 1/4·10⁻³¹⁰ in float64; both cells are whole multiples of the smallest number there is. */
  @ParameterizedTest
  @EnumSource(names = {"MAX", "MIN_MAX", "PERCENTILE"})
  void tinyCells(Normalisation normalisation) {
    for (Precision precision : Precision.values()) {
      double least = precision == Precision.FLOAT32 ? Float.MIN_VALUE : Double.MIN_VALUE;
      Tensor tiny = Tensor.filled(Shape.of(1, 3), precision, i -> new double[]{0, 100 * least, 400 * least}[i]);
      assertEquals(0.25, normalisation.of(tiny).cell(1), normalisation == Normalisation.PERCENTILE ? 0.01 : 0,
          precision.toString());
      assertEquals(1, normalisation.of(tiny).cell(2), 0, precision.toString());
    }
  }

  /** A map of zeros stays one, in every scale; a flat map has no NaN. */
  @ParameterizedTest
  @EnumSource
  void flat(Normalisation normalisation) {
    assertEquals(0, normalisation.of(Tensor.zeros(Shape.of(2, 2), Precision.FLOAT32)).abs().max());
    assertTrue(normalisation.of(Tensor.filled(Shape.of(2, 2), Precision.FLOAT32, 7)).isFinite());
  }

  /** Twice the map is the same map. */
  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void unitOfTheMapDoesNotMatter(Normalisation normalisation) {
    assertTrue(normalisation.of(MAP).sameAs(normalisation.of(MAP.scale(2))));
  }
}
