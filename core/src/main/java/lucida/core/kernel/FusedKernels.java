package lucida.core.kernel;

import java.util.List;

/**
 * Larger inner loops in float32, on pictures that are stored {@link ChannelsLast}. Each is a composition of the plain {@link Kernels}, as
 * {@link ComposedKernels} writes it down; a provider that fuses them returns its own from {@link Kernels#fused}. The result is none of the
 * inputs, only it is modified, and its bits do not depend on the number of threads. An array of channels-last cells may be longer than its extents say.
 */
public interface FusedKernels {
  /** y = x in another order: x row-major [N, C, H, W], y channels-last. */
  void channelsLast(ChannelsLast g, float[] x, float[] y);

  /** y = x in another order: x channels-last, y row-major [N, C, H, W]. */
  void rowMajor(ChannelsLast g, float[] x, float[] y);

  /** How this face is computed fastest: depends on the extents alone. */
  ConvolutionAlgorithm algorithm(ConvolutionFace face);

  /** What a convolution costs by an algorithm, in multiply-adds of a large product of matrices: depends on the extents alone. */
  default double cost(ConvolutionFace face, ConvolutionAlgorithm by) {
    return face.extents().multiplications();
  }

  /** Packs a filter for an algorithm. It serves any batch. w: finite, [O, C/groups, U, V]; not modified, and kept. */
  PackedFilter pack(ConvolutionFace face, ConvolutionAlgorithm algorithm, float[] w);

  /** z = epilogue(x ∗ w), or of the input adjoint. */
  void convolve(ConvolutionFace face, PackedFilter w, float[] x, Epilogue epilogue, float[] z);

  /** Whether a face is computed at least as fast on a row-major x, as for pictures of few channels: depends on the extents alone. */
  boolean readsRows(ConvolutionFace face);

  /** The same as {@link #convolve}, x row-major [N, C, H, W]. */
  default void convolveRows(ConvolutionFace face, PackedFilter w, float[] x, Epilogue epilogue, float[] z) {
    float[] last = new float[face.source().size()];
    channelsLast(face.source(), x, last);
    convolve(face, w, last, epilogue, z);
  }

  /** w̄ = Σ x ȳ, the filter's face: x and ȳ channels-last, w̄ row-major [O, C/groups, U, V]. */
  void convolveFilterAdjoint(Convolution g, float[] x, float[] yBar, float[] wBar);

  /** z = x w, by those rows of w alone that a cell of x other than 0 meets. w: finite; x, w and z by rows. */
  void liveProduct(MatrixProduct g, float[] x, float[] w, float[] z);

  /**
   * y = what is kept of a chain.
   *
   * @param x arrays of cells, arrays of the cells of one picture, then arrays of C numbers for all pictures or of C for each
   */
  void chain(ChannelsLast g, CellwiseChain chain, List<float[]> x, List<float[]> y);

  /** z = epilogue(x). */
  void finish(ChannelsLast g, float[] x, Epilogue epilogue, float[] z);

  /** y[n, c, i, j] = the largest x under the window, a NaN before all, 0 over padding alone. */
  void maxPool(Pool g, float[] x, float[] y);

  /** x̄ = Σ ȳ over the windows whose first largest cell of x is here, a NaN before all. */
  void maxPoolAdjoint(Pool g, float[] x, float[] yBar, float[] xBar);

  /**
   * y[n, c, i, j] = Σ_uv rows_iu · columns_jv · x[n, c, rows.first_i + u, columns.first_j + v] without the terms whose weight is 0.
   *
   * @param g of x
   */
  void resample(ChannelsLast g, Taps rows, Taps columns, float[] x, float[] y);

  /** x̄ = the adjoint of {@link #resample} applied to ȳ. */
  void resampleAdjoint(ChannelsLast g, Taps rows, Taps columns, float[] yBar, float[] xBar);

  /** y[n, c] = Σ_ij x[n, c, i, j]; y is row-major. */
  void sumPlaces(ChannelsLast g, float[] x, float[] y);

  /** y[n, c, i, j] = x[n, c], or x[c] for every picture where x has C cells only. */
  void spread(ChannelsLast g, float[] x, float[] y);

  /** z = epilogue(y), y the channels of all parts one after the other; of each those from the given one on, as many as z has. */
  void join(List<ChannelsLast> parts, int from, List<float[]> x, ChannelsLast g, Epilogue epilogue, float[] z);
}
