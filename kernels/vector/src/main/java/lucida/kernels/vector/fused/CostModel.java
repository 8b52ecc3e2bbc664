package lucida.kernels.vector.fused;

import java.util.Comparator;
import java.util.stream.Stream;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.kernels.vector.convolution.Stencil;

/**
 * What a convolution costs by each algorithm, in multiply-adds: those of the products, those that could have been done while vectors are
 * transformed, and those that could have been done while filters are read from memory.
 */
final class CostModel {
  /** Multiply-adds in the time to transform one cell of a tile's edge, there or back. */
  private static final double TRANSFORM = 20;
  /** Multiply-adds in the time to read one number from memory. */
  private static final double READ = 9;
  /** Products with fewer channels on either side leave most of their vectors empty. */
  private static final int DEEP = 16;
  /** Products of groups with fewer channels on either side are left to the plain kernel, which sweeps planes. */
  private static final int SHALLOW = 4;
  /** Numbers that stay in the second cache. */
  private static final int CACHE = 1 << 17;

  private CostModel() {}

  static ConvolutionAlgorithm choose(ConvolutionFace face) {
    Convolution g = face.extents();
    if (g.input().size() == 0 || g.output().size() == 0 || g.filter().size() == 0) return ConvolutionAlgorithm.PLAIN;
    if (isDepthwise(g)) return ConvolutionAlgorithm.DEPTHWISE;
    if (g.groups() > 1)
      return Math.min(g.inputsPerGroup(), g.outputsPerGroup()) < SHALLOW
          ? ConvolutionAlgorithm.PLAIN
          : ConvolutionAlgorithm.PRODUCT;
    if (!suitsWinograd(face)) return ConvolutionAlgorithm.PRODUCT;
    return Stream.of(ConvolutionAlgorithm.PRODUCT, ConvolutionAlgorithm.WINOGRAD_2, ConvolutionAlgorithm.WINOGRAD_4)
        .min(Comparator.comparingDouble(algorithm -> cost(face, algorithm))).orElseThrow();
  }

  static double cost(ConvolutionFace face, ConvolutionAlgorithm algorithm) {
    return switch (algorithm) {
      case PRODUCT -> product(face);
      case WINOGRAD_4 -> winograd(face, 4);
      case WINOGRAD_2 -> winograd(face, 2);
      case DEPTHWISE, PLAIN -> face.extents().multiplications();
    };
  }

  /** Whether each channel has one filter of its own. */
  static boolean isDepthwise(Convolution g) {
    return g.groups() > 1 && g.groups() == g.inputs() && g.inputs() == g.outputs();
  }

  static boolean suitsWinograd(ConvolutionFace face) {
    Convolution g = face.extents();
    if (g.groups() > 1 || g.rows().stride() > 1 || g.columns().stride() > 1 || Math.min(g.inputs(), g.outputs()) < DEEP)
      return false;
    Phase phase = Phase.of(face).getFirst();
    return isDense(phase.rows()) && isDense(phase.columns());
  }

  private static boolean isDense(Stencil stencil) {
    return stencil.taps().length == 3 && stencil.high() - stencil.low() == 2;
  }

  private static double product(ConvolutionFace face) {
    Convolution g = face.extents();
    long cells = Phase.of(face).stream().mapToLong(phase -> (long) phase.taps() * phase.places()).sum() * g.batch();
    return (double) cells * g.inputsPerGroup() * g.outputs() + read(g.filter().size());
  }

  private static double winograd(ConvolutionFace face, int m) {
    double points = (m + 2) * (m + 2);
    double filters = points * face.extents().inputs() * face.extents().outputs();
    double tiles = (double) face.target().batch() * along(face.target().height(), m) * along(face.target().width(), m);
    double transforms = TRANSFORM * points * (face.source().stride() + face.target().stride());
    return tiles * (filters + transforms) + read(filters);
  }

  private static int along(int places, int m) { return (places + m - 1) / m; }

  private static double read(double numbers) { return numbers > CACHE ? READ * numbers : 0; }
}
