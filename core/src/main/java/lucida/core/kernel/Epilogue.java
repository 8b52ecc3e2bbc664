package lucida.core.kernel;

import java.util.Optional;

/**
 * What is done to each cell s of a result before it is stored: z = activation(scale · s + bias + addend).
 *
 * @param scale one number for each channel, rounded up as {@link ChannelsLast#aligned} says
 * @param bias likewise
 * @param addend an array of the result's layout
 * @param watch is told whether what the activation is applied to is finite
 * @param slice where a convolution's result is some channels of a value with more; then there is neither an addend nor a selector
 */
public record Epilogue(Optional<float[]> scale, Optional<float[]> bias, Optional<float[]> addend, Optional<Activation> activation,
    Optional<FiniteWatch> watch, Optional<Slice> slice) {
  /** Nothing. */
  public static final Epilogue NONE = new Epilogue(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Not watched, the whole of a value. */
  public Epilogue(Optional<float[]> scale, Optional<float[]> bias, Optional<float[]> addend, Optional<Activation> activation) {
    this(scale, bias, addend, activation, Optional.empty(), Optional.empty());
  }

  /** The same, watched; without an activation there is nothing to watch. */
  public Epilogue watchedBy(FiniteWatch watch) {
    return new Epilogue(scale, bias, addend, activation, activation.map(_ -> watch), slice);
  }

  /** The same, stored as some channels of a value with more. */
  public Epilogue into(Slice some) {
    return new Epilogue(scale, bias, addend, activation, watch, Optional.of(some));
  }

  /**
   * Channels of an array that are whole multiples of {@link ChannelsLast#ALIGNMENT}.
   *
   * @param stride cells from one place to the next
   * @param from the first of the channels
   */
  public record Slice(int stride, int from) {}

  /** A function of each cell s. */
  public sealed interface Activation {}

  /**
   * z = above · s where x > 0, below · s where x ≤ 0, NaN where x is NaN; 0 where the factor is 0.
   *
   * @param selector x, an array of the result's layout; s itself if absent
   */
  public record Gating(double below, double above, Optional<float[]> selector) implements Activation {}

  /** z = low where s is less, high where it is more, NaN where it is NaN. */
  public record Clip(double low, double high) implements Activation {}

  /** z = s · σ(s) — Elfwing, Uchibe, Doya 2017, arXiv 1702.03118. */
  public record Silu() implements Activation {}
}
