package lucida.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.core.Shape;
import lucida.layers.Network;
import picocli.CommandLine.Option;

/** What some methods can be told and others cannot. */
final class MethodSettings {
  private static final int MOST = 100_000;
  private static final double LARGEST_DEVIATION = 100;

  @Option(names = "--score", paramLabel = "NAME", description = "The function of the score to differentiate: logit, exp or probability. Default: that of each method's paper.")
  private Optional<String> score = Optional.empty();

  @Option(names = "--channels", paramLabel = "K", split = ",", description = "The channels that a map may use, as in 3,17,40-47, numbered from 0 (methods that can), or whose derivatives are computed.")
  private List<String> channels = List.of();

  @Option(names = "--positions", paramLabel = "I,J", split = ";", description = "The positions that a weight may use, as in '4,5;4,6', numbered from 0 (methods that can), or whose derivatives are computed.")
  private List<String> positions = List.of();

  @Option(names = "--samples", paramLabel = "N", description = "The number of random samples, 1 to 100000; time grows with them, and memory for the Smooth Grad-CAM++ methods.")
  private Optional<Integer> samples = Optional.empty();

  @Option(names = "--sigma", paramLabel = "S", description = "The standard deviation of noise, as a fraction of the picture's range, 0 to 100.")
  private Optional<Double> sigma = Optional.empty();

  @Option(names = "--steps", paramLabel = "N", description = "The number of steps on a path, or of scales of a mask, 1 to 100000; time grows with them.")
  private Optional<Integer> steps = Optional.empty();

  @Option(names = "--baseline", paramLabel = "NAME", description = "What replaces what is taken away: zero, mean or blur.")
  private Optional<String> baseline = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "The seed of everything random. Default: 0.")
  private Optional<Long> seed = Optional.empty();

  long seed() { return seed.orElse(0L); }

  /** Checks what can be known without a layer. */
  void check() {
    samples.ifPresent(n -> Count.check("--samples", n, MOST));
    steps.ifPresent(n -> Count.check("--steps", n, MOST));
    sigma.filter(s -> !(s >= 0 && s <= LARGEST_DEVIATION)).ifPresent(s -> {
      throw new IllegalArgumentException("--sigma " + s + ": the range is 0 to " + (int) LARGEST_DEVIATION);
    });
    score();
    baseline();
    channels.forEach(MethodSettings::range);
    positions.forEach(MethodSettings::position);
  }

  /** Checks the channels, if any are named, against those of some layers. */
  void checkChannels(List<String> layers, Network network) {
    if (channels.isEmpty()) return;
    SequencedMap<String, Shape> shapes = network.shapes();
    for (String layer : layers) {
      int count = Objects.requireNonNull(shapes.get(network.resolve(layer))).extent(0);
      for (String text : channels)
        if (last(text) >= count)
          throw new IllegalArgumentException("--channels " + text + ": the channels of " + layer + " are 0 to " + (count - 1));
    }
  }

  /** The options that were given and that change nothing of a method. */
  List<String> ignoredBy(String method) {
    return Arrays.stream(MethodSetting.values()).filter(setting -> isGiven(setting) && !setting.isTakenBy(method))
        .map(MethodSetting::option).toList();
  }

  private boolean isGiven(MethodSetting setting) {
    return switch (setting) {
      case SCORE -> score.isPresent();
      case CHANNELS -> !channels.isEmpty();
      case POSITIONS -> !positions.isEmpty();
      case SAMPLES -> samples.isPresent();
      case SIGMA -> sigma.isPresent();
      case STEPS -> steps.isPresent();
      case BASELINE -> baseline.isPresent();
      case SEED -> seed.isPresent();
    };
  }

  /** For methods at the layer of a probe, whose width says which number a position has. */
  Settings settings(Probe probe) {
    Shape A = probe.cut().activations().shape();
    return new Settings(score(), samples, sigma, steps, baseline(),
        channels.stream().flatMapToInt(MethodSettings::range).boxed().toList(),
        positions.stream().map(text -> position(text, A.extent(2), A.extent(3))).toList(), seed());
  }

  private Optional<Score> score() { return score.map(name -> EnumOption.named("--score", name, Score.values())); }

  private Optional<Baseline> baseline() { return baseline.map(name -> EnumOption.named("--baseline", name, Baseline.values())); }

  /** "17", or "40-47" with both ends. */
  private static IntStream range(String text) {
    int last = last(text), first = Integer.parseInt(text.strip().split("-", -1)[0]);
    if (last < first) throw new IllegalArgumentException("--channels " + text + ": the range ends before it begins");
    return IntStream.rangeClosed(first, last);
  }

  private static int last(String text) {
    if (!text.strip().matches("\\d{1,9}(-\\d{1,9})?"))
      throw new IllegalArgumentException("--channels: '" + text + "' is neither a number nor a range as 40-47");
    return Integer.parseInt(text.strip().replaceFirst(".*-", ""));
  }

  /** "i,j" as i·w + j. */
  private static int position(String text, int h, int w) {
    int[] ij = position(text);
    if (ij[0] >= h || ij[1] >= w)
      throw new IllegalArgumentException("--positions: (" + ij[0] + ", " + ij[1] + ") is outside the layer's " + h + "×" + w
          + " positions, (0, 0) to (" + (h - 1) + ", " + (w - 1) + ")");
    return ij[0] * w + ij[1];
  }

  private static int[] position(String text) {
    if (!text.strip().matches("\\d{1,6}\\s*,\\s*\\d{1,6}"))
      throw new IllegalArgumentException("--positions: '" + text + "' is not a row and a column as 4,5");
    return Arrays.stream(text.split(",", -1)).mapToInt(part -> Integer.parseInt(part.strip())).toArray();
  }
}
