package lucida.kernels.vector.convolution;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatBlockedProduct;
import lucida.kernels.vector.matmul.FloatMatrices;
import lucida.kernels.vector.matmul.FloatMatrixPanels;
import lucida.kernels.vector.matmul.FloatPanels;

/**
 * The three faces of the convolution, each a product with an unfolded picture.
 *
 * <p>z = w · unfold(x), one product for every picture and group. The adjoint to the input is a convolution again, of z: cell a reads the
 * outputs (a + p − u·d)/s where s divides, so that the cells with equal remainder modulo the stride are one product with the filters that
 * reach them. The adjoint to the filter is unfold(x) · zᵀ. Large correlations with 3 × 3 taps are done by minimal filtering, if nothing in
 * them is infinite or NaN.
 */
public final class FloatConvolution {
  /** With fewer rows than this in a group's matrix of filters the planes are swept directly. */
  private static final int FEW = 4;

  private final Workers workers;
  private final FloatScratch scratch;
  private final FloatBlockedProduct blocked;
  private final FloatDirectConvolution direct;
  private final FloatWinograd winograd;
  private final FloatFilterAdjoint filters;
  private final FloatNonFiniteRepair repair;

  public FloatConvolution(Workers workers, FloatScratch scratch, FloatBlockedProduct blocked) {
    this.workers = workers;
    this.scratch = scratch;
    this.blocked = blocked;
    this.direct = new FloatDirectConvolution(workers, scratch);
    this.winograd = new FloatWinograd(workers, scratch);
    this.filters = new FloatFilterAdjoint(workers, scratch);
    this.repair = new FloatNonFiniteRepair(workers);
  }

  public void convolve(Convolution g, float[] x, float[] w, float[] z) {
    int depth = g.inputsPerGroup() * g.rows().size() * g.columns().size();
    if (z.length == 0 || depth == 0) {
      Arrays.fill(z, 0);
      return;
    }
    FloatMatrices filter = new FloatMatrices(w, starts(g, 0, g.outputsPerGroup() * depth), depth);
    int input = g.rows().extent() * g.columns().extent();
    correlate(g, filter, x, starts(g, g.inputs() * input, g.inputsPerGroup() * input), Stencil.of(g.rows()),
        Stencil.of(g.columns()),
        z,
        g.outputsPerGroup(), g.inputsPerGroup());
    repair.output(g, x, w, z);
  }

  public void inputAdjoint(Convolution g, float[] w, float[] z, float[] x) {
    if (x.length == 0) return;
    boolean dense = g.rows().stride() == 1 && g.columns().stride() == 1;
    if (!dense) Arrays.fill(x, 0);
    for (int a = 0; a < Math.min(g.rows().stride(), g.rows().extent()); a++)
      for (int b = 0; b < Math.min(g.columns().stride(), g.columns().extent()); b++) phase(g, w, z, x, a, b, dense);
    repair.input(g, w, z, x);
  }

  /** The cells (a + s·a′, b + s·b′) of x. */
  private void phase(Convolution g, float[] w, float[] z, float[] x, int a, int b, boolean dense) {
    Stencil rows = Stencil.adjoint(g.rows(), a);
    Stencil columns = Stencil.adjoint(g.columns(), b);
    int M = g.inputsPerGroup();
    int depth = g.outputsPerGroup() * rows.taps().length * columns.taps().length;
    if (depth == 0) {
      if (dense) Arrays.fill(x, 0);
      return;
    }
    float[] transposed = scratch.take(g.groups() * M * depth);
    transpose(g, w, Stencil.offsets(g.rows(), a), Stencil.offsets(g.columns(), b), transposed, depth);
    FloatMatrices filter = new FloatMatrices(transposed, starts(g, 0, M * depth), depth);
    int output = g.rows().places() * g.columns().places();
    int[] starts = starts(g, g.outputs() * output, g.outputsPerGroup() * output);
    if (dense) correlate(g, filter, z, starts, rows, columns, x, M, g.outputsPerGroup());
    else {
      float[] part = scratch.take(g.batch() * g.inputs() * rows.places() * columns.places());
      correlate(g, filter, z, starts, rows, columns, part, M, g.outputsPerGroup());
      spread(g, part, rows.places(), columns.places(), x, a, b);
      scratch.give(part);
    }
    scratch.give(transposed);
  }

  /** Σ over channels and taps of filter · source at every place, for each picture and group: rows of the filter are planes of the target. */
  private void correlate(Convolution g, FloatMatrices filter, float[] source, int[] starts, Stencil rows, Stencil columns,
      float[] target,
      int M,
      int channels) {
    int places = rows.places() * columns.places();
    int items = g.batch() * g.groups();
    FloatMatrices planesOut = FloatMatrices.of(target, items, M * places, places);
    boolean minimal = g.groups() == 1 && FloatWinograd.suits(rows, columns, items, M, channels);
    if (minimal && winograd.correlate(filter, source, starts, rows, columns, planesOut, items, M, channels)) return;
    if (M < FEW) direct.correlate(filter, source, starts, rows, columns, planesOut, items, M, channels);
    else {
      int depth = filter.stride();
      boolean asItLies = depth == channels && rows.step() == 1 && columns.step() == 1 && rows.taps()[0] == 0
          && columns.taps()[0] == 0
          && rows.places() == rows.extent() && columns.places() == columns.extent();
      FloatPanels panels = asItLies && starts.length == items
          ? new FloatMatrixPanels(source, starts, places, 1)
          : new FloatUnfolding(scratch, source, starts, rows, columns);
      blocked.run(filter, panels, planesOut, items, M, places, depth);
    }
  }

  /** Where the matrices of each picture and group start. */
  private static int[] starts(Convolution g, int perPicture, int perGroup) {
    return IntStream.range(0, g.batch() * g.groups()).map(t -> t / g.groups() * perPicture + t % g.groups() * perGroup).toArray();
  }

  /** The filters that map z back: row c of group γ holds w[o, c, u, v] for the o of the group and the taps u, v given. */
  private void transpose(Convolution g, float[] w, int[] us, int[] vs, float[] to, int depth) {
    int M = g.inputsPerGroup();
    int taps = g.rows().size() * g.columns().size();
    int some = us.length * vs.length;
    int tiles = (M + 15) / 16;
    workers.run(g.groups() * tiles, w.length, task -> {
      int group = task / tiles;
      int c0 = task % tiles * 16;
      for (int o = 0; o < g.outputsPerGroup(); o++)
        for (int c = c0; c < Math.min(M, c0 + 16); c++) {
          int from = ((group * g.outputsPerGroup() + o) * M + c) * taps;
          int at = (group * M + c) * depth + o * some;
          if (some == taps) for (int t = 0; t < taps; t++) to[at + t] = w[from + t];
          else for (int u : us) for (int v : vs) to[at++] = w[from + u * g.columns().size() + v];
        }
    });
  }

  private void spread(Convolution g, float[] part, int I, int J, float[] x, int a, int b) {
    int H = g.rows().extent();
    int W = g.columns().extent();
    workers.run(g.batch() * g.inputs(), x.length, plane -> {
      for (int i = 0; i < I; i++) {
        int at = (plane * H + a + i * g.rows().stride()) * W + b;
        int from = (plane * I + i) * J;
        for (int j = 0; j < J; j++) x[at + j * g.columns().stride()] = part[from + j];
      }
    });
  }

  public void filterAdjoint(Convolution g, float[] x, float[] z, float[] w) {
    if (z.length == 0 || x.length == 0) Arrays.fill(w, 0);
    else if (g.outputsPerGroup() < FEW) direct.filterAdjoint(g, x, z, w);
    else filters.run(g, x, z, w);
    repair.filter(g, x, z, w);
  }
}
