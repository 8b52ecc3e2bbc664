package lucida.kernels.nd4j;

import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Workers;

/**
 * The faces of the convolution by gemm, Z = W X with the unfolded X. ND4J's own conv2d pads both sides alike, knows no groups, and
 * rounds differently on another number of threads; unfolding here and multiplying there does all that the definition does. Each task
 * unfolds its own part of X.
 */
record UnfoldedConvolution(Workers workers) {
  /** What a task unfolds at most: 1 MB of float32. */
  private static final int CELLS = 1 << 18;

  /** z, shared out in rows of places. Modified: z. */
  void forward(Convolution g, Storage x, Storage w, Storage z) {
    int rowCells = g.inputsPerGroup() * taps(g) * g.columns().places();
    Blocks blocks = Blocks.of(g.rows().places(), rowCells, CELLS);
    for (int n = 0; n < g.batch(); n++)
      for (int group = 0; group < g.groups(); group++) {
        Unfolding whole = Unfolding.of(g, n, group);
        int atZ = atZ(g, n, group);
        try (Matrix W = filters(g, w, group, 0, g.inputsPerGroup())) {
          blocks.run(workers, (from, count) -> {
            Unfolding part = whole.ofPlaces(from, count);
            try (Matrix X = unfolded(part, x);
                Matrix Z = Matrix.uninitialized(z.precision(), g.outputsPerGroup(), part.columns())) {
              Z.product(W, X);
              Z.copyTo(z, atZ + from * g.columns().places(), whole.columns());
            }
          });
        }
      }
  }

  /** x, the folded Wᵀ Z, shared out in channels. Modified: x, which must be 0. */
  void inputAdjoint(Convolution g, Storage w, Storage z, Storage x) {
    Blocks blocks = channels(g);
    for (int n = 0; n < g.batch(); n++)
      for (int group = 0; group < g.groups(); group++) {
        int thisGroup = group;
        Unfolding whole = Unfolding.of(g, n, group);
        try (Matrix Z = outputs(g, z, n, group)) {
          blocks.run(workers, (from, count) -> {
            Unfolding part = whole.ofChannels(from, count);
            Storage X = x.precision().allocate(part.rows() * part.columns());
            try (Matrix W = filters(g, w, thisGroup, from, count);
                Matrix product = Matrix.uninitialized(x.precision(), part.rows(), part.columns())) {
              product.productLeftTransposed(W, Z);
              product.copyTo(X, 0, part.columns());
            }
            part.fold(X, x);
          });
        }
      }
  }

  /** w = Σ_n Z Xᵀ, shared out in channels. Modified: w. */
  void filterAdjoint(Convolution g, Storage x, Storage z, Storage w) {
    Blocks blocks = channels(g);
    for (int group = 0; group < g.groups(); group++) {
      List<Matrix> sums = IntStream.range(0, blocks.count())
          .mapToObj(i -> Matrix.uninitialized(w.precision(), g.outputsPerGroup(), blocks.length(i) * taps(g))).toList();
      for (int n = 0; n < g.batch(); n++) addFilters(Unfolding.of(g, n, group), blocks, x, outputs(g, z, n, group), sums);
      for (int i = 0; i < sums.size(); i++) {
        sums.get(i).copyTo(w, atW(g, group, i * blocks.size()), g.inputsPerGroup() * taps(g));
        sums.get(i).close();
      }
    }
  }

  private void addFilters(Unfolding whole, Blocks blocks, Storage x, Matrix outputs, List<Matrix> sums) {
    try (Matrix Z = outputs) {
      blocks.run(workers, (from, count) -> {
        Matrix W = sums.get(from / blocks.size());
        try (Matrix X = unfolded(whole.ofChannels(from, count), x)) {
          if (whole.n() == 0) W.productRightTransposed(Z, X);
          else W.addProductRightTransposed(Z, X);
        }
      });
    }
  }

  private static Blocks channels(Convolution g) {
    return Blocks.of(g.inputsPerGroup(), taps(g) * g.rows().places() * g.columns().places(), CELLS);
  }

  private static Matrix unfolded(Unfolding part, Storage x) {
    return Matrix.copyOf(part.unfold(x), 0, part.rows(), part.columns(), part.columns());
  }

  private static Matrix filters(Convolution g, Storage w, int group, int channel, int channels) {
    return Matrix.copyOf(w, atW(g, group, channel), g.outputsPerGroup(), channels * taps(g), g.inputsPerGroup() * taps(g));
  }

  private static Matrix outputs(Convolution g, Storage z, int n, int group) {
    int places = g.rows().places() * g.columns().places();
    return Matrix.copyOf(z, atZ(g, n, group), g.outputsPerGroup(), places, places);
  }

  private static int atW(Convolution g, int group, int channel) {
    return (group * g.outputsPerGroup() * g.inputsPerGroup() + channel) * taps(g);
  }

  private static int atZ(Convolution g, int n, int group) {
    return (n * g.outputs() + group * g.outputsPerGroup()) * g.rows().places() * g.columns().places();
  }

  private static int taps(Convolution g) { return g.rows().size() * g.columns().size(); }
}
