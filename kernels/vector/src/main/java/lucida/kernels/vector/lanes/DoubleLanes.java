package lucida.kernels.vector.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.Doubles;
import lucida.core.Storage;

/** float64 cells as vectors of doubles. */
public final class DoubleLanes {
  /** Whether convolutions may take the way of fewest multiplications, which rounds more: float64 is for truth. */
  public static final boolean MINIMAL = false;
  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;

  private DoubleLanes() {}

  /** The array that holds these cells. */
  public static double[] array(Storage cells) {
    if (cells instanceof Doubles(double[] array)) return array;
    throw new IllegalArgumentException(
        "vector kernels: the result has precision FLOAT64, one of the arguments " + cells.precision());
  }

  public static DoubleVector load(double[] x, int at) { return DoubleVector.fromArray(WIDE, x, at); }

  /** The first cells; the other lanes are 0. */
  public static DoubleVector load(double[] x, int at, int count) {
    return DoubleVector.fromArray(WIDE, x, at, WIDE.indexInRange(0, count));
  }

  public static double round(double value) { return value; }
}
