package lucida.autodiff.function;

import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.ShapeException;

/** Means, variances, and the normalisations made of them. */
public final class Normalization {
  private Normalization() {}

  /** (1/n) Σ (x − mean)² over some axes, which disappear: the biased variance, as normalisations use it. */
  public static Expr variance(Expr x, int... axes) {
    int[] over = axes.length == 0 ? x.shape().axes() : axes;
    return x.minus(x.mean(over).expand(x.shape(), over)).square().mean(over);
  }

  /**
   * Batch norm in training — Ioffe, Szegedy, ICML 2015, arXiv 1502.03167: each channel of x [N, C, …] by its own mean and variance.
   *
   * @param gamma factor of each channel, [C]
   * @param beta what is added to each channel, [C]
   */
  public static Expr batchNorm(Expr x, Expr gamma, Expr beta, double epsilon) {
    int[] over = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    Expr centred = x.minus(x.mean(over).expandAlong(x.shape(), 1));
    Expr scale = gamma.times(variance(x, over).plus(epsilon).sqrt().reciprocal());
    return centred.times(scale.expandAlong(x.shape(), 1)).plus(beta.expandAlong(x.shape(), 1));
  }

  /** Batch norm in inference: by a given mean and variance of each channel, [C]. γ (x − μ)/√(σ² + ε) + β, as a factor and a sum. */
  public static Expr batchNorm(Expr x, Expr gamma, Expr beta, Expr mean, Expr variance, double epsilon) {
    Expr scale = gamma.times(variance.plus(epsilon).sqrt().reciprocal());
    Expr shift = beta.minus(mean.times(scale));
    return x.times(scale.expandAlong(x.shape(), 1)).plus(shift.expandAlong(x.shape(), 1));
  }

  /**
   * Layer norm — Ba, Kiros, Hinton 2016, arXiv 1607.06450: over the last axes of x, those of gamma and beta.
   *
   * @param gamma factor of each cell, of the shape of the axes that are normalised
   * @param beta what is added to each cell, of the same shape
   */
  public static Expr layerNorm(Expr x, Expr gamma, Expr beta, double epsilon) {
    Shape shape = x.shape();
    int outer = shape.rank() - gamma.shape().rank();
    int[] over = IntStream.range(Math.max(0, outer), shape.rank()).toArray();
    int[] rest = IntStream.range(0, Math.max(0, outer)).toArray();
    if (outer < 0 || !shape.without(rest).equals(gamma.shape()) || !beta.shape().equals(gamma.shape()))
      throw new ShapeException(
          "layerNorm: gamma is " + gamma.shape() + " and beta " + beta.shape() + ", wanted are the last axes of " + shape);
    Expr scale = variance(x, over).plus(epsilon).sqrt().reciprocal().expand(shape, over);
    return x.minus(x.mean(over).expand(shape, over)).times(scale).times(gamma.expand(shape, rest)).plus(beta.expand(shape, rest));
  }
}
