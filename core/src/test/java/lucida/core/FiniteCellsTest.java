package lucida.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FiniteCellsTest {
  @Test
  void finiteCellsAreFinite() {
    for (Precision precision : Precision.values())
      for (int length = 0; length < 6; length++)
        assertTrue(Tensor.filled(Shape.of(length), precision, _ -> Float.MAX_VALUE).isFinite(), precision + ", " + length);
  }

  @Test
  void oneCellThatIsNotFiniteShowsAtEveryPlace() {
    for (Precision precision : Precision.values())
      for (double bad : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        for (int length = 1; length < 6; length++)
          for (int i = 0; i < length; i++) {
            Storage cells = precision.allocate(length);
            cells.set(i, bad);
            assertFalse(Tensor.of(Shape.of(length), cells).isFinite(), precision + ", " + bad + " at " + i + " of " + length);
          }
  }

  @Test
  void partsAreLookedAtAlone() {
    float[] cells = {Float.NaN, 1, 2, 3, Float.POSITIVE_INFINITY};
    for (int from = 0; from <= cells.length; from++)
      for (int to = from; to <= cells.length; to++)
        assertEquals(from == to || from > 0 && to < cells.length, Floats.areFinite(cells, from, to), from + " to " + to);
  }
}
