package lucida.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** float64 cells as vectors of doubles. */
final class DoubleLanes {
  /** Whether convolutions may take the way of fewest multiplications, which rounds more: float64 is for truth. */
  static final boolean MINIMAL = false;
  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

  private DoubleLanes() {}

  static DoubleVector load(double[] x, int at) { return DoubleVector.fromArray(WIDE, x, at); }

  /** The first cells; the other lanes are 0. */
  static DoubleVector load(double[] x, int at, int count) {
    return DoubleVector.fromArray(WIDE, x, at, WIDE.indexInRange(0, count));
  }

  static double round(double value) { return value; }
}
