package lucida.cam;

import java.util.List;
import java.util.Optional;

/**
 * What a user may ask of a method by options; what is empty stays as the method has it. A method takes what concerns it.
 *
 * @param score what is differentiated
 * @param samples how many random samples
 * @param sigma the deviation of noise, as a fraction of max(x) − min(x)
 * @param steps how many steps, or scales
 * @param baseline what is put where something is taken away
 * @param channels the channels that a map may use; empty for all
 * @param positions the positions that a weight may use, row by row as i·w + j; empty for all
 * @param seed of the random numbers
 */
public record Settings(Optional<Score> score, Optional<Integer> samples, Optional<Double> sigma, Optional<Integer> steps,
    Optional<Baseline> baseline, List<Integer> channels, List<Integer> positions, long seed) {
  /** Nothing asked. */
  public static final Settings USUAL = new Settings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
      Optional.empty(), List.of(), List.of(), 0);

  /** Lists are kept as they are now. */
  public Settings {
    channels = List.copyOf(channels);
    positions = List.copyOf(positions);
  }

  /** What is differentiated, unless asked otherwise. */
  public Score score(Score usual) { return score.orElse(usual); }

  /** How many samples, unless asked otherwise. */
  public int samples(int usual) { return samples.orElse(usual); }

  /** How many steps, unless asked otherwise. */
  public int steps(int usual) { return steps.orElse(usual); }

  /** The baseline, unless asked otherwise. */
  public Baseline baseline(Baseline usual) { return baseline.orElse(usual); }

  /** Noise with these numbers where a method's own are not asked to change. */
  public Noise noise(int usualSamples, double usualSigma) {
    return new Noise(samples(usualSamples), sigma.orElse(usualSigma), seed);
  }
}
