package lucida.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** float32 cells as vectors of doubles, for what is summed in double and rounded once. */
final class FloatLanes {
  /** Whether convolutions may take the way of fewest multiplications, which rounds more: float32 is for speed. */
  static final boolean MINIMAL = true;
  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

  private FloatLanes() {}

  static DoubleVector load(float[] x, int at) {
    return (DoubleVector) FloatVector.fromArray(HALF, x, at).convertShape(VectorOperators.F2D, WIDE, 0);
  }

  /** The first cells; the other lanes are 0. */
  static DoubleVector load(float[] x, int at, int count) {
    VectorMask<Float> mask = HALF.indexInRange(0, count);
    return (DoubleVector) FloatVector.fromArray(HALF, x, at, mask).convertShape(VectorOperators.F2D, WIDE, 0);
  }

  static float round(double value) { return (float) value; }
}
