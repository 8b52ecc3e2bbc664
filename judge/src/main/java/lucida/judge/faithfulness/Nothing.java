package lucida.judge.faithfulness;

import java.util.Locale;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.cam.NotApplicableException;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;

/** x_b: what stands where pixels are muted, removed, or not inserted yet. */
public enum Nothing {
  /** 0 in the network's input space: the mean colour, where the preprocessing subtracts it. */
  ZERO {
    @Override
    Tensor made(JudgedMap judged) { return Blend.nothing(judged.x(), Baseline.ZERO); }
  },
  /** Each channel's mean. */
  MEAN {
    @Override
    Tensor made(JudgedMap judged) { return Blend.nothing(judged.x(), Baseline.MEAN); }
  },
  /** The picture, brought to a sixteenth of its extents and back: {@link Baseline#BLUR}. */
  BLUR {
    @Override
    Tensor made(JudgedMap judged) { return Blend.nothing(judged.x(), Baseline.BLUR); }
  },
  /** The picture, blurred by a Gaussian of 11×11 pixels whose deviation is 5, with 0 around it, as the authors of RISE do. */
  GAUSSIAN {
    @Override
    Tensor made(JudgedMap judged) {
      Tensor x = judged.x();
      int H = x.shape().extent(1), W = x.shape().extent(2);
      return along(along(x, W, 1), H, W);
    }
  },
  /** Black pixels: what multiplying the picture by the map does before the preprocessing. */
  BLACK {
    @Override
    Tensor made(JudgedMap judged) {
      Tensor x = judged.x(), black = judged.picture().black()
          .orElseThrow(() -> new NotApplicableException("what a black pixel is for the network is not known"));
      int plane = x.shape().extent(1) * x.shape().extent(2);
      return Tensor.filled(x.shape(), x.precision(), e -> black.cell(e / plane));
    }
  };

  private static final int REACH = 5;
  private static final double SIGMA = 5;

  /** What a pixel becomes, in words. */
  String words() {
    return switch (this) {
      case ZERO -> "0";
      case MEAN -> "the mean colour";
      case BLUR -> "a coarse picture";
      case GAUSSIAN -> "a picture blurred by a Gaussian";
      case BLACK -> "black";
    };
  }

  /** What the names of metrics end in that use it. */
  String suffix() { return "-" + name().toLowerCase(Locale.ROOT); }

  /**
   * x_b, [C, H, W]; made once for all maps of a picture.
   *
   * @throws NotApplicableException if it is not known
   */
  Tensor of(JudgedMap judged) { return judged.once(Tensor.class, this, () -> made(judged)); }

  abstract Tensor made(JudgedMap judged);

  /** Σ_d g(d) x_(i+d) along an axis with this extent and stride; Σ_d g(d) = 1. */
  private static Tensor along(Tensor x, int extent, int stride) {
    double[] g = IntStream.rangeClosed(-REACH, REACH).mapToDouble(d -> Math.exp(-d * d / (2 * SIGMA * SIGMA))).toArray();
    double all = Tensor.vector(g).sum();
    return Tensor.filled(x.shape(), x.precision(), e -> {
      int i = e / stride % extent;
      double sum = 0;
      for (int d = Math.max(-REACH, -i); d <= Math.min(REACH, extent - 1 - i); d++)
        sum += g[d + REACH] / all * x.cell(e + d * stride);
      return sum;
    });
  }
}
