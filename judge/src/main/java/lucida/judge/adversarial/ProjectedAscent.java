package lucida.judge.adversarial;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/**
 * Projected gradient ascent — Madry, Makelov, Schmidt, Tsipras, Vladu, ICLR 2018, arXiv 1706.06083.
 *
 * <pre>
 *   δ ← Π( δ + α d(∂J/∂p) ),   d = sign (∞) or g/‖g‖₂ (2),   Π onto ‖δ‖ ≤ ε, then onto 0 ≤ p + δ ≤ 1      climb
 * </pre>
 *
 * <p>One step with α = ε from δ = 0 is the fast gradient sign method — Goodfellow, Shlens, Szegedy, ICLR 2015, arXiv 1412.6572. The second projection moves every sample towards p, so that δ stays in the
 * ball; of the 2-norm it is not the nearest point of both sets.
 *
 * @param norm of the ball
 * @param epsilon its radius, in samples from 0 to 1
 * @param steps how many at most
 * @param size α, the length of a step
 * @param startsAtRandom whether it starts at a random δ of the ball, else at 0
 */
public record ProjectedAscent(Norm norm, double epsilon, int steps, double size, boolean startsAtRandom) {
  /** α = 2.5 ε/steps, as the authors' programs have it: so every δ of the ball can be reached from every other. */
  private static final double REACH = 2.5;

  /** Checks its numbers. */
  public ProjectedAscent {
    if (!(epsilon > 0 && Double.isFinite(epsilon)))
      throw new IllegalArgumentException("An attack within a ball of radius " + epsilon + ": the radius is above 0");
    if (steps < 1) throw new IllegalArgumentException("An attack of " + steps + " steps: it has at least 1");
  }

  /** The fast gradient method: one step to the edge of the ball. */
  public static ProjectedAscent fast(Norm norm, double epsilon) {
    return new ProjectedAscent(norm, epsilon, 1, epsilon, false);
  }

  /** From a random start, with steps of the usual length. */
  public static ProjectedAscent of(Norm norm, double epsilon, int steps) {
    return new ProjectedAscent(norm, epsilon, steps, REACH * epsilon / steps, true);
  }

  /** The same in a larger ball, with longer steps. */
  ProjectedAscent times(double factor) {
    return new ProjectedAscent(norm, factor * epsilon, steps, factor * size, startsAtRandom);
  }

  /**
   * Climbs.
   *
   * @param p the samples of the picture, 0 to 1, [C, H, W] in float64
   * @param random the start
   * @param slope ∂J/∂p at a δ; nothing, where it is high enough
   */
  public Perturbed climb(Tensor p, RandomStream random, Function<Tensor, Optional<Tensor>> slope) {
    Tensor delta = startsAtRandom
        ? allowed(p, norm.random(p.shape(), epsilon, random))
        : Tensor.zeros(p.shape(), Precision.FLOAT64);
    for (int step = 0; step < steps; step++) {
      Optional<Tensor> gradient = slope.apply(delta);
      if (gradient.isEmpty()) return new Perturbed(delta, step);
      delta = allowed(p, delta.plus(norm.steepest(gradient.get()).scale(size)));
    }
    return new Perturbed(delta, steps);
  }

  /** Π. */
  private Tensor allowed(Tensor p, Tensor delta) {
    return norm.project(delta, epsilon).zip(p, (d, sample) -> Math.clamp(d, -sample, 1 - sample));
  }

  /** "‖δ‖∞ ≤ 0.0314, 20 steps". */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "‖δ‖%s ≤ %.4g, %d %s", norm, epsilon, steps, steps == 1 ? "step" : "steps");
  }
}
