package lucida.autodiff.check;

import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;

/**
 * Checks the derivatives of any formula at a point, in float64, by routes that share as little as possible. With s = ⟨u, y⟩ for a random
 * u (never all ones) and random directions v of all inputs at once:
 *
 * <ol>
 * <li>first, second and third derivative of s along v: Taylor jets against nested reverse sweeps;
 * <li>⟨u, J v⟩ = ⟨Jᵀ u, v⟩, each input alone; and where y is linear in it, L v from y itself, without any rule of differentiation;
 * <li>a batch of directions against one after the other;
 * <li>first derivative against finite differences, at a point from which no step crosses a kink.
 * </ol>
 *
 * <p>An error is relative to the largest of both numbers, of the sum of the magnitudes that were added up to either, and of what their
 * rounding can be: a ten-thousandth of Σ|u y|, for derivatives that vanish because what they are made of cancels.
 *
 * @param identity the largest relative error of the first three: rounding grows with the number of operations, 1e-10 leaves five digits
 *     for it
 * @param difference the largest relative error of the last: with steps of 1e-3 and one extrapolation, truncation and rounding are both
 *     near 1e-12, and 1e-6 leaves room for large higher derivatives
 */
public record GradientCheck(Executor executor, long seed, double identity, double difference) {
  /** With the standard kernels and the usual bounds. */
  public static GradientCheck seeded(long seed) {
    return new GradientCheck(Executor.float64(), seed, 1e-10, 1e-6);
  }

  /** Checks a formula at a point: a float64 tensor for each of its inputs. */
  public CheckReport run(Expr y, SequencedMap<Input, Tensor> at) {
    return new CheckedPoint(this, y, at).report();
  }
}
