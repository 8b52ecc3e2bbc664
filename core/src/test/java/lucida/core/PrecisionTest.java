package lucida.core;

import static lucida.core.Precision.FLOAT32;
import static lucida.core.Precision.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrecisionTest {
  @Test
  void float32RoundsToNearestAndTiesToEven() {
    assertEquals(1, FLOAT32.round(1 + 0x1p-24));
    assertEquals(1 + 0x1p-22, FLOAT32.round(1 + 0x1p-23 + 0x1p-24));
    assertEquals(1 + 0x1p-23, FLOAT32.round(1 + 0x1p-24 + 0x1p-50));
    assertEquals(Double.POSITIVE_INFINITY, FLOAT32.round(1e39));
    assertEquals(-0.0, FLOAT32.round(-1e-60));
    assertEquals(Math.PI, FLOAT64.round(Math.PI));
  }

  @Test
  void ulpIsTheStepToTheNextLargerMagnitude() {
    assertEquals(0x1p-23, FLOAT32.ulp(1));
    assertEquals(0x1p-23, FLOAT32.ulp(-1.999));
    assertEquals(0x1p-149, FLOAT32.ulp(0));
    assertEquals(0x1p-52, FLOAT64.ulp(1));
    assertEquals(Double.MIN_VALUE, FLOAT64.ulp(0));
  }

  @Test
  void cellsRoundWhatTheyStore() {
    for (Precision precision : Precision.values()) {
      Storage cells = precision.allocate(3);
      cells.set(1, 0.1);
      assertEquals(3, cells.length());
      assertEquals(precision, cells.precision());
      assertEquals(0, cells.get(0));
      assertEquals(precision.round(0.1), cells.get(1));
    }
  }

  @Test
  void sameCellsHaveTheSameBits() {
    assertTrue(new Doubles(new double[]{1, Double.NaN}).sameAs(new Doubles(new double[]{1, Double.NaN})));
    assertFalse(new Doubles(new double[]{0.0}).sameAs(new Doubles(new double[]{-0.0})));
    assertFalse(new Floats(new float[]{0}).sameAs(new Floats(new float[]{0, 0})));
    assertFalse(new Floats(new float[]{1}).sameAs(new Doubles(new double[]{1})));
  }
}
