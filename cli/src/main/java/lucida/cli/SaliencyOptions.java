package lucida.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.cam.Fusion.Joining;
import lucida.cam.Fusion.Scaling;
import lucida.cam.Fusion;
import lucida.cam.LayerChoice;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.report.ClassScore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is explained and how: options that several commands share. */
final class SaliencyOptions {
  private static final String TOP = "top\\d{1,9}";
  private static final int MOST_AT_ONCE = 4096;

  @Option(names = "--class", paramLabel = "ID|NAME|topN", split = ",", description = "The classes to explain, comma-separated: numbers, names, top5 for the five with the highest scores, or against for the other side of a single score. Default: top1.")
  private List<String> classes = List.of();

  @Option(names = "--layer", paramLabel = "NAME", split = ",", description = "The layers whose activations are explained, comma-separated. Default: the last one with positions.")
  private List<String> layers = List.of();

  @Option(names = "--fuse", paramLabel = "mean|max", description = "Fuse the maps of several layers into one: their mean, each divided by its maximum, or their maximum after LayerCAM's scaling. Default: one map per layer.")
  private Optional<String> fuse = Optional.empty();

  @Mixin
  private MethodSettings methods;

  @Option(names = "--precision", paramLabel = "f32|f64", defaultValue = "f32", description = "Compute in float32 or float64. Default: f32.")
  private String precision;

  @Option(names = "--executor", paramLabel = "plan|interpreter", description = "Compute with fused operations, in float32 only, or operation by operation, the reference that the plan is tested against. Default: plan in float32 on the vector kernels, else interpreter.")
  private Optional<String> executor = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", defaultValue = "16", description = "The number of pictures computed at once where a method needs many, 1 to 4096. Default: 16.")
  private int batch;

  @Mixin
  private KernelOptions kernels;

  /** Checks what does not depend on a picture, so that it is reported once and before any work. */
  void check(ClassLabels labels, List<String> layers, Network network) {
    Count.check("--batch", batch, MOST_AT_ONCE);
    classes().stream().map(String::strip).filter(text -> !text.matches(TOP)).forEach(labels::find);
    tops().forEach(text -> checkTop(text, labels.count()));
    methods.check();
    methods.checkChannels(layers, network);
    fusion(layers);
    execution();
  }

  private Stream<String> tops() { return classes().stream().map(String::strip).filter(text -> text.matches(TOP)); }

  private static void checkTop(String text, int classes) {
    int n = Integer.parseInt(text.substring(3));
    if (n < 1 || n > classes)
      throw new IllegalArgumentException("--class " + text + ": the network has "
          + (classes == 1 ? "one score, so there is top1 only" : classes + " classes, so use top1 to top" + classes));
  }

  /**
   * Those of the scores of a picture that are to be explained, each once.
   *
   * @throws IllegalArgumentException if the best are asked for and scores are NaN, which are neither more nor less than others
   */
  List<ClassScore> classes(List<ClassScore> scores, ClassLabels labels) {
    long nan = scores.stream().filter(score -> Double.isNaN(score.logit())).count();
    tops().filter(_ -> nan > 0).findFirst().ifPresent(text -> {
      throw new IllegalArgumentException("--class " + text + ": no class is best where " + nan + " of " + scores.size()
          + " scores are NaN; --class " + scores.getFirst().id() + " explains one of them nevertheless");
    });
    List<ClassScore> ranking = scores.stream().sorted(Comparator.comparingDouble(s -> -s.logit())).toList();
    return classes().stream().map(String::strip).flatMap(text -> text.matches(TOP)
        ? ranking.stream().limit(Integer.parseInt(text.substring(3)))
        : Stream.of(found(labels.find(text), scores))).distinct().toList();
  }

  private static ClassScore found(Target.Side side, List<ClassScore> scores) {
    return scores.stream().filter(score -> score.side().equals(side)).findFirst().orElseGet(() -> scores.getFirst().against());
  }

  /** The classes asked for, as they were typed; top1 where none is named. */
  List<String> classes() {
    return classes.isEmpty() ? List.of("top1") : classes;
  }

  /** Whether layers are named; else the usual one is chosen. */
  boolean namesLayers() { return !layers.isEmpty(); }

  /** The layers asked for, each once, by the names the user gave them, or the usual one. */
  List<String> layers(Model model) {
    if (layers.isEmpty()) return List.of(LayerChoice.of(model.network()));
    Network network = model.network();
    SequencedMap<String, String> named = new LinkedHashMap<>();
    layers.stream().map(String::strip).forEach(layer -> named.putIfAbsent(network.resolve(layer), layer));
    return List.copyOf(named.values());
  }

  /** What makes one map of several layers, if that is wanted. */
  Optional<UnaryOperator<Method>> fusion(List<String> layers) {
    if (fuse.isEmpty()) return Optional.empty();
    Joining joining = EnumOption.named("--fuse", fuse.get(), Joining.values());
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
  long seed() { return methods.seed(); }

  /** How many pictures are computed at once. */
  int batch() { return batch; }

  /** The options that were given and that change nothing of a method. */
  List<String> ignoredBy(String method) {
    Method named = Methods.named(method, Settings.USUAL);
    boolean pixels = !named.usesLayer();
    List<String> ignored = new ArrayList<>(methods.ignoredBy(method));
    if (pixels && namesLayers()) ignored.addFirst("--layer");
    if (pixels && fuse.isPresent()) ignored.add("--fuse");
    if (!classes.isEmpty() && !named.usesClass()) ignored.add("--class");
    return ignored;
  }

  /** What computes. */
  KernelChoice kernels() { return kernels.choice(); }

  /** A model at the first of its layers that are explained. */
  Subject subject(Model model, Progress progress) {
    Executor executor = execution().executor(precision(), kernels().kernels());
    return Subject.of(model, layers(model).getFirst(), executor).inBatchesOf(batch).reporting(progress);
  }

  /** How the formulas are computed. */
  Execution execution() {
    Execution asked = executor.map(name -> EnumOption.named("--executor", name, Execution.values()))
        .orElseGet(() -> Execution.usual(precision(), kernels().kernels()));
    if (asked == Execution.PLAN && precision() == Precision.FLOAT64)
      throw new IllegalArgumentException("--executor plan computes in float32, not with --precision f64: leave out one of them");
    return asked;
  }

  /** For methods at the layer of a probe. */
  Settings settings(Probe probe) {
    return methods.settings(probe);
  }
}
