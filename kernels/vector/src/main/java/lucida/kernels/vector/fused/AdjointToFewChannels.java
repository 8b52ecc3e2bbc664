package lucida.kernels.vector.fused;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatMicroKernel;
import lucida.kernels.vector.matmul.FloatWarmUp;

/**
 * The input adjoint onto few channels, as onto the picture that a network is given. For a row of the result, and each row of the window that reaches it, the
 * cells of a row of z are multiplied by the filters, which give a column for each column of the window and channel, so that vectors are filled. What a place gives lies side by side, as
 * the cells under its window do in a row without gaps between the places, and is added there.
 */
final class AdjointToFewChannels implements PackedConvolution {
  private static final VectorSpecies<Float> S = FloatMicroKernel.S;
  private static final int L = FloatMicroKernel.L;
  private static final int WIDTH = FloatMicroKernel.WIDTH;
  /** Channels of a result that would leave most of a vector idle. */
  private static final int FEW = 4;

  private final Workers workers;
  private final FloatScratch scratch;

  AdjointToFewChannels(Workers workers, FloatScratch scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  static boolean suits(ConvolutionFace face) {
    Convolution g = face.extents();
    return face.adjoint() && g.groups() == 1 && g.inputs() <= FEW && g.columns().size() > 1 && g.columns().dilation() == 1;
  }

  /** For each row of the window panel after panel, cell of z after cell: the columns of the window and their channels side by side. */
  @Override
  public Packed pack(ConvolutionFace face, float[] w) {
    Convolution g = face.extents();
    int U = g.rows().size();
    int V = g.columns().size();
    int C = g.inputs();
    int panels = PanelProduct.panels(V * C);
    float[] to = new float[U * panels * g.outputs() * WIDTH];
    for (int u = 0; u < U; u++)
      for (int q = 0; q < V * C; q++)
        for (int o = 0; o < g.outputs(); o++)
          to[((u * panels + q / WIDTH) * g.outputs() + o) * WIDTH + q % WIDTH] = w[((o * C + q % C) * U + u) * V + q / C];
    return new Packed(ConvolutionAlgorithm.PRODUCT, Optional.empty(), List.of(to));
  }

  @Override
  public void convolve(ConvolutionFace face, Packed w, float[] x, Finish finish, float[] z) {
    Job job = new Job(face.extents(), w.arrays().getFirst(), x, finish, z);
    int rows = face.target().height();
    workers.run(face.target().batch() * rows, face.extents().multiplications(), task -> job.row(task / rows, task % rows));
  }

  /** One call. */
  private final class Job {
    private final Convolution g;
    private final float[] filters;
    private final float[] x;
    private final Finish finish;
    private final float[] z;
    private final int places;
    private final int count;
    private final int panels;

    Job(Convolution g, float[] filters, float[] x, Finish finish, float[] z) {
      this.g = g;
      this.filters = filters;
      this.x = x;
      this.finish = finish;
      this.z = z;
      this.places = g.columns().places();
      this.count = g.columns().size() * g.inputs();
      this.panels = PanelProduct.panels(count);
    }

    /** Row a of picture n. */
    void row(int n, int a) {
      int C = g.inputs();
      int W = g.columns().extent();
      int before = g.columns().before();
      int stride = ChannelsLast.aligned(C);
      int size = Math.max(W + before, (places - 1) * g.columns().stride() + g.columns().size()) * C;
      float[] row = scratch.take(size);
      float[] products = scratch.take(places * panels * WIDTH);
      Arrays.fill(row, 0, size, 0);
      for (int u = 0; u < g.rows().size(); u++) {
        int i = g.rows().place(a, u);
        if (i < 0) continue;
        multiply(n * g.rows().places() + i, u, products);
        add(products, panels * WIDTH, row, g.columns().stride() * C, count, places);
      }
      float[] sums = scratch.take(W * stride);
      Arrays.fill(sums, 0, W * stride, 0);
      for (int b = 0; b < W; b++) for (int c = 0; c < C; c++) sums[b * stride + c] = row[(before + b) * C + c];
      finish.store(sums, 0, stride, 0, stride, W, z, (n * g.rows().extent() + a) * W, 1);
      scratch.give(sums);
      scratch.give(products);
      scratch.give(row);
    }

    /** What a line of places gives by a row of the window. */
    private void multiply(int line, int u, float[] products) {
      int stride = ChannelsLast.aligned(g.outputs());
      for (int panel = 0; panel < panels; panel++)
        PanelProduct.multiply(places, count - panel * WIDTH <= L ? L : WIDTH, g.outputs(), x, line * places * stride, stride,
            filters, (u * panels + panel) * g.outputs() * WIDTH, products, panel * WIDTH, panels * WIDTH);
    }
  }

  /** row[j·step + q] += products[j·apart + q] for q < count, place after place. */
  private static void add(float[] products, int apart, float[] row, int step, int count, int places) {
    int whole = FloatWarmUp.over() ? count / L * L : 0;
    for (int j = 0, from = 0, to = 0; j < places; j++, from += apart, to += step) {
      for (int q = 0; q < whole; q += L)
        FloatVector.fromArray(S, row, to + q).add(FloatVector.fromArray(S, products, from + q)).intoArray(row, to + q);
      for (int q = whole; q < count; q++) row[to + q] += products[from + q];
    }
  }
}
