package lucida.scenes.art;

import java.util.List;
import lucida.core.RandomStream;

/**
 * A position in a random stream, advanced by every draw. A substream, by name or number, does not depend on how much was drawn before:
 * drawing one number more in one place changes nothing elsewhere.
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

  /** Draws uniformly between two values. */
  public double between(double low, double high) {
    return low + (high - low) * draws.uniform(next++);
  }

  /** Draws an integer from low to high, inclusive. */
  public int count(int low, int high) {
    return low + draws.below(high - low + 1, next++);
  }

  /** Draws true with probability p. */
  public boolean happens(double p) { return draws.uniform(next++) < p; }

  /** Draws −1 or 1. */
  public int sign() { return happens(0.5) ? 1 : -1; }

  /** Draws an element of a list uniformly. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(count(0, choices.size() - 1));
  }

  /** Draws 64 bits, such as the seed of a texture. */
  public long bits() { return draws.bits(next++); }
}
