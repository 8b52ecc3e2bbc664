package lucida.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StorageTest {
  /** Also where a sum of the cells would overflow, or cells with two signs would add up to NaN. */
  @Test
  void finiteCellsAreFinite() {
    for (Precision precision : Precision.values()) {
      double large = precision == Precision.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
      for (int length = 0; length < 6; length++) {
        Storage cells = precision.allocate(length);
        for (int i = 0; i < length; i++) cells.set(i, large);
        assertTrue(cells.isFinite(), precision + ", " + length);
      }
    }
  }

  @Test
  void oneCellThatIsNotFiniteShowsAtEveryPlace() {
    for (Precision precision : Precision.values())
      for (double bad : new double[]{Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        for (int length = 1; length < 6; length++)
          for (int i = 0; i < length; i++) {
            Storage cells = precision.allocate(length);
            cells.set(i, bad);
            assertFalse(cells.isFinite(), precision + ", " + bad + " at " + i + " of " + length);
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
