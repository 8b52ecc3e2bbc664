package lucida.scenes.art;

import java.util.List;
import lucida.core.RandomStream;

/**
 * A place in a stream of random numbers that moves on with every draw. A stream taken from it by name or number does not depend on
 * how much was drawn before: who draws one number more changes nothing for the others.
 */
public final class Chance {
  private final RandomStream draws;
  private long next;

  /** The beginning of a stream. */
  public Chance(RandomStream draws) { this.draws = draws; }

  /** The beginning of the stream of this name within this one. */
  public Chance stream(String name) {
    return new Chance(draws.stream(name));
  }

  /** The beginning of the stream of this number within this one. */
  public Chance stream(long number) {
    return new Chance(draws.stream(number));
  }

  /** Uniform between two values. */
  public double between(double low, double high) {
    return low + (high - low) * draws.uniform(next++);
  }

  /** One of low … high, both included. */
  public int count(int low, int high) { return low + draws.below(high - low + 1, next++); }

  /** True with probability p. */
  public boolean happens(double p) { return draws.uniform(next++) < p; }

  /** −1 or 1. */
  public int sign() { return happens(0.5) ? 1 : -1; }

  /** One of a list, each as likely. */
  public <T> T oneOf(List<T> choices) { return choices.get(count(0, choices.size() - 1)); }

  /** 64 bits, as the seed of a texture. */
  public long bits() { return draws.bits(next++); }
}
