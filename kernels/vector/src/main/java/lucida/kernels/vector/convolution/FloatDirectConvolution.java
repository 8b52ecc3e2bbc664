package lucida.kernels.vector.convolution;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatLanes;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMatrices;
import lucida.kernels.vector.matmul.FloatMicroKernel;

/** Convolution of groups of a few channels, depthwise above all: every plane is swept as it is, nothing is packed. */
final class FloatDirectConvolution {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;

  private final Workers workers;
  private final FloatScratch scratch;

  FloatDirectConvolution(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /** target[m] = Σ_cuv filter[m, (c, u, v)] · source[c] at every place, for each item. */
  void correlate(FloatMatrices filter, float[] source, int[] starts, Stencil rows, Stencil columns, FloatMatrices target, int items,
      int M,
      int channels) {
    int taps = rows.taps().length * columns.taps().length;
    FloatPaddedRows layout = FloatPaddedRows.over(rows, columns, 0, rows.places(), 0, columns.places());
    int[] offsets = offsets(layout, rows, columns);
    int down = layout.at(1, 0, 0, 0) - layout.at(0, 0, 0, 0);
    workers.run(items, (long) items * M * channels * taps * rows.places() * columns.places() / 8, item -> {
      float[] strip = scratch.take(layout.size());
      for (int c = 0; c < channels; c++) {
        layout.fill(source, starts[item] + c * rows.extent() * columns.extent(), strip);
        for (int m = 0; m < M; m++) {
          int fo = filter.starts()[item] + m * filter.stride() + c * taps;
          int to = target.starts()[item] + m * target.stride();
          for (int i = 0; i < rows.places(); i++)
            line(filter.array(), fo, strip, i * down, offsets, target.array(), to + i * columns.places(), columns.places(), c == 0);
        }
      }
      scratch.give(strip);
    });
  }

  private static int[] offsets(FloatPaddedRows layout, Stencil rows, Stencil columns) {
    int[] offsets = new int[rows.taps().length * columns.taps().length];
    for (int u = 0, tap = 0; u < rows.taps().length; u++)
      for (int v = 0; v < columns.taps().length; v++) offsets[tap++] = layout.at(0, 0, u, v);
    return offsets;
  }

  /** One row of places: y[j] (+)= Σ_tap w[tap] · strip[offset[tap] + j]. */
  private static void line(float[] w, int wo, float[] strip, int so, int[] offsets, float[] y, int yo, int J, boolean fresh) {
    int j = 0;
    for (; j <= J - 2 * L; j += 2 * L) {
      FloatVector s = FloatVector.zero(S), t = s;
      for (int tap = 0; tap < offsets.length; tap++) {
        FloatVector a = FloatVector.broadcast(S, w[wo + tap]);
        s = a.fma(FloatVector.fromArray(S, strip, so + offsets[tap] + j), s);
        t = a.fma(FloatVector.fromArray(S, strip, so + offsets[tap] + j + L), t);
      }
      (fresh ? s : FloatVector.fromArray(S, y, yo + j).add(s)).intoArray(y, yo + j);
      (fresh ? t : FloatVector.fromArray(S, y, yo + j + L).add(t)).intoArray(y, yo + j + L);
    }
    for (; j < J; j += L) {
      VectorMask<Float> some = S.indexInRange(j, J);
      FloatVector s = FloatVector.zero(S);
      for (int tap = 0; tap < offsets.length; tap++)
        s = FloatVector.broadcast(S, w[wo + tap]).fma(FloatVector.fromArray(S, strip, so + offsets[tap] + j), s);
      (fresh ? s : FloatVector.fromArray(S, y, yo + j, some).add(s)).intoArray(y, yo + j, some);
    }
  }

  /** w[o, c, u, v] = Σ_nij strip(x[n, c]) · z[n, o, i, j], one task for each input channel. */
  void filterAdjoint(Convolution g, float[] x, float[] z, float[] w) {
    Stencil rows = Stencil.of(g.rows());
    Stencil columns = Stencil.of(g.columns());
    FloatPaddedRows layout = FloatPaddedRows.over(rows, columns, 0, rows.places(), 0, columns.places());
    int[] offsets = offsets(layout, rows, columns);
    int down = layout.at(1, 0, 0, 0) - layout.at(0, 0, 0, 0);
    int output = rows.places() * columns.places();
    workers.run(g.inputs(), g.multiplications() / 8, channel -> {
      int group = channel / g.inputsPerGroup();
      float[] strip = scratch.take(layout.size());
      float[] lanes = scratch.take(L);
      double[] sums = new double[g.outputsPerGroup() * offsets.length];
      for (int n = 0; n < g.batch(); n++) {
        layout.fill(x, (n * g.inputs() + channel) * rows.extent() * columns.extent(), strip);
        for (int m = 0; m < g.outputsPerGroup(); m++) {
          int zo = (n * g.outputs() + group * g.outputsPerGroup() + m) * output;
          for (int tap = 0; tap < offsets.length; tap++)
            sums[m * offsets.length + tap] += dot(strip, offsets[tap], down, z, zo, rows.places(), columns.places(), lanes);
        }
      }
      for (int m = 0; m < g.outputsPerGroup(); m++)
        for (int tap = 0; tap < offsets.length; tap++)
          w[((group * g.outputsPerGroup() + m) * g.inputsPerGroup() + channel % g.inputsPerGroup()) * offsets.length
              + tap] = FloatLanes.round(sums[m * offsets.length + tap]);
      scratch.give(lanes);
      scratch.give(strip);
    });
  }

  private static double dot(float[] strip, int so, int down, float[] z, int zo, int I, int J, float[] lanes) {
    FloatVector s = FloatVector.zero(S), t = s;
    for (int i = 0; i < I; i++, so += down, zo += J) {
      int j = 0;
      for (; j <= J - 2 * L; j += 2 * L) {
        s = FloatVector.fromArray(S, strip, so + j).fma(FloatVector.fromArray(S, z, zo + j), s);
        t = FloatVector.fromArray(S, strip, so + j + L).fma(FloatVector.fromArray(S, z, zo + j + L), t);
      }
      for (; j < J; j += L) {
        VectorMask<Float> some = S.indexInRange(j, J);
        FloatVector product = FloatVector.fromArray(S, strip, so + j, some);
        s = s.lanewise(VectorOperators.ADD, product.mul(FloatVector.fromArray(S, z, zo + j, some)), some);
      }
    }
    s.add(t).intoArray(lanes, 0);
    double sum = 0;
    for (int i = 0; i < L; i++) sum += lanes[i];
    return sum;
  }
}
