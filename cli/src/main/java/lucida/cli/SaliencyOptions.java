package lucida.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.cam.Baseline;
import lucida.cam.Fusion.Joining;
import lucida.cam.Fusion.Scaling;
import lucida.cam.Fusion;
import lucida.cam.LayerChoice;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Model;
import lucida.report.ClassScore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is explained and how: options that several commands share. */
final class SaliencyOptions {
  private static final String TOP = "top\\d{1,6}";

  private static final int MOST_CHANNELS = 1 << 20;

  @Option(names = "--class", paramLabel = "ID|NAME|topN", split = ",", description = "The classes to explain, with commas between them: numbers, names, or top1, top5 for those that the network finds; against for the other side of a single score. Without it top1.")
  private List<String> classes = List.of("top1");

  @Option(names = "--layer", paramLabel = "NAME", split = ",", description = "The layers whose activations are explained. Without it the last one with positions.")
  private List<String> layers = List.of();

  @Option(names = "--fuse", paramLabel = "mean|max", description = "Make one map of those of several layers: their mean, each divided by its maximum, or their maximum after LayerCAM's scaling. Without it a map for each layer.")
  private Optional<String> fuse = Optional.empty();

  @Option(names = "--score", paramLabel = "NAME", description = "What is differentiated: logit, exp or probability. Without it as each method's paper.")
  private Optional<String> score = Optional.empty();

  @Option(names = "--channels", paramLabel = "K", split = ",", description = "The channels that a map may use, as 3,17,40-47 (methods that can).")
  private List<String> channels = List.of();

  @Option(names = "--positions", paramLabel = "I,J", split = ";", description = "The positions that a weight may use, as '4,5;4,6' (methods that can).")
  private List<String> positions = List.of();

  @Option(names = "--samples", paramLabel = "N", description = "How many random samples.")
  private Optional<Integer> samples = Optional.empty();

  @Option(names = "--sigma", paramLabel = "S", description = "The deviation of noise, as a fraction of the picture's range.")
  private Optional<Double> sigma = Optional.empty();

  @Option(names = "--steps", paramLabel = "N", description = "How many steps on a path, or scales of a mask.")
  private Optional<Integer> steps = Optional.empty();

  @Option(names = "--baseline", paramLabel = "NAME", description = "What is put where something is taken away: zero, mean or blur.")
  private Optional<String> baseline = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of everything random; without it 0.")
  private long seed;

  @Option(names = "--precision", paramLabel = "f32|f64", defaultValue = "f32", description = "Compute in float32 or in float64; without it f32.")
  private String precision;

  @Option(names = "--batch", paramLabel = "N", defaultValue = "16", description = "How many pictures are computed at once where a method needs many; without it 16.")
  private int batch;

  @Mixin
  private KernelOptions kernels;

  /** Checks what can be known without a picture, so that it is said once and before any work. */
  void check(ClassLabels labels, List<String> layers) {
    atLeastOne("--batch", batch);
    if (classes.isEmpty())
      throw new IllegalArgumentException("--class names no class; without it the network's first is explained");
    samples.ifPresent(n -> atLeastOne("--samples", n));
    steps.ifPresent(n -> atLeastOne("--steps", n));
    sigma.ifPresent(SaliencyOptions::checkDeviation);
    classes.stream().map(String::strip).forEach(text -> {
      if (text.matches(TOP)) best(text, 1);
      else labels.find(text);
    });
    score.ifPresent(name -> choice("--score", name, Score.values()));
    baseline.ifPresent(name -> choice("--baseline", name, Baseline.values()));
    channels.forEach(SaliencyOptions::range);
    positions.forEach(SaliencyOptions::position);
    fusion(layers);
    precision();
  }

  private static void atLeastOne(String option, int n) {
    if (n < 1) throw new IllegalArgumentException(option + " " + n + ": it is 1 or more");
  }

  private static void checkDeviation(double deviation) {
    if (!(deviation >= 0 && Double.isFinite(deviation)))
      throw new IllegalArgumentException("--sigma " + deviation + ": a deviation is a number, 0 or more");
  }

  /** Those of the scores of a picture that are to be explained, each once. */
  List<ClassScore> classes(List<ClassScore> scores, ClassLabels labels) {
    List<ClassScore> ranking = scores.stream().sorted(Comparator.comparingDouble(s -> -s.logit())).toList();
    return classes.stream().map(String::strip).flatMap(text -> text.matches(TOP)
        ? ranking.stream().limit(best(text, ranking.size()))
        : Stream.of(found(labels.find(text), scores))).distinct().toList();
  }

  private static ClassScore found(Target.Side side, List<ClassScore> scores) {
    return scores.stream().filter(score -> score.side().equals(side)).findFirst().orElseGet(() -> scores.getFirst().against());
  }

  private static int best(String text, int all) {
    int n = Integer.parseInt(text.substring(3));
    if (n < 1) throw new IllegalArgumentException("--class " + text + ": the first is top1");
    return Math.min(n, all);
  }

  /** The layers asked for, by the names the user gave them, or the usual one. */
  List<String> layers(Model model) {
    if (layers.isEmpty()) return List.of(LayerChoice.of(model.network()));
    layers.forEach(model.network()::resolve);
    return layers;
  }

  /** What makes one map of several layers, if that is wanted. */
  Optional<UnaryOperator<Method>> fusion(List<String> layers) {
    if (fuse.isEmpty()) return Optional.empty();
    Joining joining = choice("--fuse", fuse.get(), Joining.values());
    if (layers.size() < 2) throw new IllegalArgumentException("--fuse " + joining + " of which layers? name several: --layer A,B");
    Scaling scaling = joining == Joining.MAX ? Scaling.TANH : Scaling.MAXIMUM;
    return Optional.of(method -> method.usesLayer() ? new Fusion(method, layers, joining, scaling) : method);
  }

  Precision precision() {
    return switch (precision) {
      case "f32" -> Precision.FLOAT32;
      case "f64" -> Precision.FLOAT64;
      default -> throw new IllegalArgumentException("--precision " + precision + ": there are f32 and f64");
    };
  }

  /** The seed of everything random. */
  long seed() { return seed; }

  /** What computes. */
  KernelChoice kernels() { return kernels.choice(); }

  /** A model at a layer. */
  Subject subject(Model model, String layer, Progress progress) {
    return new Subject(model, layer, Executor.of(precision(), kernels().kernels()), batch, progress);
  }

  /** For methods at the layer of a probe, whose width says which number a position has. */
  Settings settings(Probe probe) {
    Shape A = probe.cut().activations().shape();
    return new Settings(score.map(name -> choice("--score", name, Score.values())), samples, sigma, steps,
        baseline.map(name -> choice("--baseline", name, Baseline.values())),
        channels.stream().flatMapToInt(SaliencyOptions::range).boxed().toList(),
        positions.stream().map(text -> position(text, A.extent(2), A.extent(3))).toList(), seed);
  }

  private static <E extends Enum<E>> E choice(String option, String name, E[] all) {
    return Arrays.stream(all).filter(e -> e.name().toLowerCase(Locale.ROOT).equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(option + " " + name + ": there are "
            + String.join(", ", Arrays.stream(all).map(e -> e.name().toLowerCase(Locale.ROOT)).toList())));
  }

  /** "17", or "40-47" with both ends. */
  private static IntStream range(String text) {
    if (!text.strip().matches("\\d{1,9}(-\\d{1,9})?"))
      throw new IllegalArgumentException("--channels: '" + text + "' is neither a number nor a range as 40-47");
    String[] ends = text.strip().split("-", -1);
    int first = Integer.parseInt(ends[0]), last = Integer.parseInt(ends[ends.length - 1]);
    if (last < first) throw new IllegalArgumentException("--channels " + text + ": the range ends before it begins");
    if (last > MOST_CHANNELS)
      throw new IllegalArgumentException("--channels " + text + ": no layer has more than " + MOST_CHANNELS);
    return IntStream.rangeClosed(first, last);
  }

  /** "i,j" as i·w + j. */
  private static int position(String text, int h, int w) {
    int[] ij = position(text);
    if (ij[0] >= h || ij[1] >= w)
      throw new IllegalArgumentException(
          "--positions: (" + ij[0] + ", " + ij[1] + ") is outside the layer's " + h + "×" + w + " positions");
    return ij[0] * w + ij[1];
  }

  private static int[] position(String text) {
    if (!text.strip().matches("\\d{1,6}\\s*,\\s*\\d{1,6}"))
      throw new IllegalArgumentException("--positions: '" + text + "' is not a row and a column as 4,5");
    return Arrays.stream(text.split(",", -1)).mapToInt(part -> Integer.parseInt(part.strip())).toArray();
  }
}
