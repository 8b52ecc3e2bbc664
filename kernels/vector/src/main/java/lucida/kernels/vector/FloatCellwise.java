package lucida.kernels.vector;

import java.util.function.IntConsumer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Workers;

/** What is done cell by cell. The cells after the last whole vector are computed in a vector too, of which only they are stored. */
final class FloatCellwise {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  /** Lanes of what is computed in double. */
  private static final int D = DoubleVector.SPECIES_PREFERRED.length();
  /** Cells of one task. */
  private static final int TASK = 1 << 14;

  private final Workers workers;

  FloatCellwise(Workers workers) { this.workers = workers; }

  /** Does cells from … to. */
  private interface Part {
    void run(int from, int to);
  }

  private void share(int cells, Part part) {
    IntConsumer task = t -> part.run(t * TASK, Math.min(cells, (t + 1) * TASK));
    workers.run((cells + TASK - 1) / TASK, cells, task);
  }

  void add(float[] x, float[] y, float[] z) {
    share(z.length, (from, to) -> {
      int i = from;
      for (; i <= to - L; i += L) FloatVector.fromArray(S, x, i).add(FloatVector.fromArray(S, y, i)).intoArray(z, i);
      for (; i < to; i++) z[i] = x[i] + y[i];
    });
  }

  void multiply(float[] x, float[] y, float[] z) {
    share(z.length, (from, to) -> {
      int i = from;
      for (; i <= to - L; i += L) FloatVector.fromArray(S, x, i).mul(FloatVector.fromArray(S, y, i)).intoArray(z, i);
      for (; i < to; i++) z[i] = x[i] * y[i];
    });
  }

  void scale(float a, float[] x, float[] y) {
    share(y.length, (from, to) -> {
      int i = from;
      for (; i <= to - L; i += L) FloatVector.fromArray(S, x, i).mul(a).intoArray(y, i);
      for (; i < to; i++) y[i] = x[i] * a;
    });
  }

  void slope(float below, float above, float[] x, float[] v, float[] y) {
    share(y.length, (from, to) -> {
      for (int i = from; i < to; i += L) {
        VectorMask<Float> some = S.indexInRange(i, to);
        FloatVector cells = FloatVector.fromArray(S, v, i, some);
        FloatVector high = above == 0 ? FloatVector.zero(S) : cells.mul(above);
        FloatVector low = below == 0 ? FloatVector.zero(S) : cells.mul(below);
        low.blend(high, FloatVector.fromArray(S, x, i, some).compare(VectorOperators.GT, 0)).intoArray(y, i, some);
      }
    });
  }

  void map(Elementary f, float[] x, float[] y) {
    Part part = switch (f) {
      case EXP -> (from, to) -> exp(x, y, from, to);
      case LOG -> (from, to) -> log(x, y, from, to);
      case RECIPROCAL -> (from, to) -> reciprocal(x, y, from, to);
      case SQRT -> (from, to) -> sqrt(x, y, from, to);
      case TANH -> (from, to) -> tanh(x, y, from, to);
      case SECH -> (from, to) -> sech(x, y, from, to);
      case SIGMOID -> (from, to) -> sigmoid(x, y, from, to);
      case SOFTPLUS -> (from, to) -> softplus(x, y, from, to);
      case ERF, ERFC -> (from, to) -> {
        for (int i = from; i < to; i++) y[i] = FloatLanes.round(f.of(x[i]));
      };
    };
    share(y.length, part);
  }

  private static void reciprocal(float[] x, float[] y, int from, int to) { for (int i = from; i < to; i++) y[i] = 1 / x[i]; }

  private static void sqrt(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i++) y[i] = FloatLanes.round(Math.sqrt(x[i]));
  }

  private static void exp(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - D; i += D) FloatLanes.store(Functions.exp(FloatLanes.load(x, i)), y, i);
    if (i < to) FloatLanes.store(Functions.exp(FloatLanes.load(x, i, to - i)), y, i, to - i);
  }

  private static void log(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - D; i += D) FloatLanes.store(Functions.log(FloatLanes.load(x, i)), y, i);
    if (i < to) FloatLanes.store(Functions.log(FloatLanes.load(x, i, to - i)), y, i, to - i);
  }

  private static void tanh(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - D; i += D) FloatLanes.store(Functions.tanh(FloatLanes.load(x, i)), y, i);
    if (i < to) FloatLanes.store(Functions.tanh(FloatLanes.load(x, i, to - i)), y, i, to - i);
  }

  private static void sech(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - D; i += D) FloatLanes.store(Functions.sech(FloatLanes.load(x, i)), y, i);
    if (i < to) FloatLanes.store(Functions.sech(FloatLanes.load(x, i, to - i)), y, i, to - i);
  }

  private static void sigmoid(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - D; i += D) FloatLanes.store(Functions.sigmoid(FloatLanes.load(x, i)), y, i);
    if (i < to) FloatLanes.store(Functions.sigmoid(FloatLanes.load(x, i, to - i)), y, i, to - i);
  }

  private static void softplus(float[] x, float[] y, int from, int to) {
    int i = from;
    for (; i <= to - D; i += D) FloatLanes.store(Functions.softplus(FloatLanes.load(x, i)), y, i);
    if (i < to) FloatLanes.store(Functions.softplus(FloatLanes.load(x, i, to - i)), y, i, to - i);
  }
}
