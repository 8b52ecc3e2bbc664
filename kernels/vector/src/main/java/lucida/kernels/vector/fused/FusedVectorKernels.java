package lucida.kernels.vector.fused;

import java.util.List;
import java.util.Optional;
import lucida.core.kernel.CellwiseChain;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ComposedKernels;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Epilogue;
import lucida.core.kernel.FusedKernels;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.PackedFilter;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Taps;
import lucida.core.kernel.Workers;
import lucida.kernels.vector.convolution.CompressedRows;
import lucida.kernels.vector.lanes.FloatScratch;
import lucida.kernels.vector.matmul.FloatFewRowsProduct;
import lucida.kernels.vector.matmul.FloatWarmUp;

/** Fused kernels on the Vector API: each call goes to who computes it. */
public final class FusedVectorKernels implements FusedKernels {
  /** More rows of a product meet nearly all rows of the other matrix. */
  private static final int FEW = 8;

  private final FusedKernels composed;
  private final ProductConvolution products;
  private final WinogradConvolution winograd;
  private final DepthwiseConvolution depthwise;
  private final GroupedConvolution grouped;
  private final AdjointToFewChannels toFewChannels;
  private final ChannelsLastPooling pooling;
  private final Layouts layouts;
  private final FilterAdjoint filters;
  private final DepthwiseFilterAdjoint depthwiseFilters;
  private final CellwiseChains chains;
  private final FloatFewRowsProduct fewRows;

  /** On these workers. plain: what is not fused here is composed of them. */
  public FusedVectorKernels(Kernels plain, Workers workers) {
    FloatScratch scratch = new FloatScratch(4 * workers.threads() + 4);
    this.composed = new ComposedKernels(plain);
    this.products = new ProductConvolution(workers, scratch);
    this.winograd = new WinogradConvolution(workers, scratch);
    this.depthwise = new DepthwiseConvolution(workers, scratch);
    this.grouped = new GroupedConvolution(workers, scratch);
    this.toFewChannels = new AdjointToFewChannels(workers, scratch);
    this.pooling = new ChannelsLastPooling(workers);
    this.layouts = new Layouts(workers);
    this.filters = new FilterAdjoint(workers, scratch);
    this.depthwiseFilters = new DepthwiseFilterAdjoint(workers, scratch);
    this.chains = new CellwiseChains(workers, scratch);
    this.fewRows = new FloatFewRowsProduct(workers, scratch);
  }

  /** Which product of matrices computes a face. */
  private PackedConvolution products(ConvolutionFace face) {
    if (face.extents().groups() > 1) return grouped;
    return AdjointToFewChannels.suits(face) ? toFewChannels : products;
  }

  @Override
  public ConvolutionAlgorithm algorithm(ConvolutionFace face) { return CostModel.choose(face); }

  @Override
  public double cost(ConvolutionFace face, ConvolutionAlgorithm algorithm) { return CostModel.cost(face, algorithm); }

  @Override
  public PackedFilter pack(ConvolutionFace face, ConvolutionAlgorithm algorithm, float[] w) {
    ChannelsLast places = face.target();
    FloatWarmUp.expect((long) w.length * places.batch() * places.height() * places.width());
    return switch (algorithm) {
      case PRODUCT -> products(face).pack(face, w);
      case WINOGRAD_4, WINOGRAD_2 -> winograd.pack(face, algorithm, w);
      case DEPTHWISE -> depthwise.pack(face, w);
      case PLAIN -> composed.pack(face, algorithm, w);
    };
  }

  @Override
  public void convolve(ConvolutionFace face, PackedFilter w, float[] x, Epilogue epilogue, float[] z) {
    if (!(w instanceof Packed packed)) {
      composed.convolve(face, w, x, epilogue, z);
      return;
    }
    Finish finish = Finish.of(epilogue, face.target());
    switch (packed.algorithm()) {
      case PRODUCT -> products(face).convolve(face, packed, x, finish, z);
      case WINOGRAD_4, WINOGRAD_2 -> {
        if (!winograd.convolve(face, packed, x, finish, z))
          products.convolve(face, products.pack(face, packed.w().orElseThrow()), x, finish, z);
      }
      case DEPTHWISE -> depthwise.convolve(face, packed, x, finish, z);
      case PLAIN -> throw new IllegalArgumentException("a filter for the plain kernel is not packed here");
    }
  }

  @Override
  public boolean readsRows(ConvolutionFace face) {
    return CostModel.choose(face) == ConvolutionAlgorithm.PRODUCT && PaddedRuns.suit(face, Phase.of(face).getFirst());
  }

  @Override
  public void convolveRows(ConvolutionFace face, PackedFilter w, float[] x, Epilogue epilogue, float[] z) {
    if (w instanceof Packed packed && packed.algorithm() == ConvolutionAlgorithm.PRODUCT && readsRows(face))
      products.convolveRows(face, packed, x, Finish.of(epilogue, face.target()), z);
    else FusedKernels.super.convolveRows(face, w, x, epilogue, z);
  }

  @Override
  public void convolveFilterAdjoint(Convolution g, float[] x, float[] yBar, float[] wBar) {
    if (CostModel.isDepthwise(g)) depthwiseFilters.run(g, x, yBar, wBar);
    else filters.run(g, x, yBar, wBar);
  }

  @Override
  public void liveProduct(MatrixProduct g, float[] x, float[] w, float[] z) {
    if (g.batch() == 1 && g.m() <= FEW) fewRows.live(x, w, z, g.m(), g.k(), g.n());
    else composed.liveProduct(g, x, w, z);
  }

  @Override
  public void chain(ChannelsLast g, CellwiseChain chain, List<float[]> x, List<float[]> y) { chains.run(g, chain, x, y); }

  @Override
  public void channelsLast(ChannelsLast g, float[] x, float[] y) { layouts.channelsLast(g, x, y); }

  @Override
  public void rowMajor(ChannelsLast g, float[] x, float[] y) { layouts.rowMajor(g, x, y); }

  @Override
  public void finish(ChannelsLast g, float[] x, Epilogue epilogue, float[] z) { layouts.finish(g, x, Finish.of(epilogue, g), z); }

  @Override
  public void maxPool(Pool g, float[] x, float[] y) { pooling.max(g, x, y); }

  @Override
  public void maxPoolAdjoint(Pool g, float[] x, float[] yBar, float[] xBar) { pooling.maxAdjoint(g, x, yBar, xBar); }

  @Override
  public void resample(ChannelsLast g, Taps rows, Taps columns, float[] x, float[] y) {
    pooling.resample(g, CompressedRows.of(rows), CompressedRows.of(columns), x, y);
  }

  @Override
  public void resampleAdjoint(ChannelsLast g, Taps rows, Taps columns, float[] yBar, float[] xBar) {
    ChannelsLast resampled = new ChannelsLast(g.batch(), g.channels(), rows.results(), columns.results());
    pooling.resample(resampled, CompressedRows.of(rows).adjoint(), CompressedRows.of(columns).adjoint(), yBar, xBar);
  }

  @Override
  public void sumPlaces(ChannelsLast g, float[] x, float[] y) { layouts.sumPlaces(g, x, y); }

  @Override
  public void spread(ChannelsLast g, float[] x, float[] y) { layouts.spread(g, x, y); }

  @Override
  public void join(List<ChannelsLast> parts, int from, List<float[]> x, ChannelsLast g, Epilogue epilogue, float[] z) {
    layouts.join(parts, from, x, g, Optional.of(epilogue).filter(e -> !e.equals(Epilogue.NONE)).map(e -> Finish.of(e, g)), z);
  }
}
