package lucida.kernels.vector.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.Floats;
import lucida.core.Storage;

/** float32 cells as vectors of doubles, for what is summed in double and rounded once. */
public final class FloatLanes {
  /** Whether convolutions may take the way of fewest multiplications, which rounds more: float32 is for speed. */
  public static final boolean MINIMAL = true;
  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

  private FloatLanes() {}

  /** The array that holds these cells. */
  public static float[] array(Storage cells) {
    if (cells instanceof Floats(float[] array)) return array;
    throw new IllegalArgumentException(
        "vector kernels: the result has precision FLOAT32, one of the arguments " + cells.precision());
  }

  public static DoubleVector load(float[] x, int at) {
    return (DoubleVector) FloatVector.fromArray(HALF, x, at).convertShape(VectorOperators.F2D, WIDE, 0);
  }

  /** The first cells; the other lanes are 0. */
  public static DoubleVector load(float[] x, int at, int count) {
    VectorMask<Float> mask = HALF.indexInRange(0, count);
    return (DoubleVector) FloatVector.fromArray(HALF, x, at, mask).convertShape(VectorOperators.F2D, WIDE, 0);
  }

  public static float round(double value) { return (float) value; }
}
