package lucida.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.cam.Probe;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.report.ClassScore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is explained and how: options that several commands share. */
final class SaliencyOptions {
  private static final String TOP = "top\\d{1,9}";
  private static final String PREDICTED = "predicted";

  @Option(names = "--class", paramLabel = "ID|NAME|topN", split = ",", description = "The classes to explain, comma-separated: numbers, names, top5 for the five with the highest scores, predicted for the one with the highest, or against for the other side of a single score. Default: top1.")
  private List<String> classes = List.of();

  @Mixin
  private ScoreOptions score;

  @Mixin
  private LayerOptions layer;

  @Mixin
  private ComputationOptions computation;

  /** Checks what does not depend on a picture, so that it is reported once and before any work. */
  void check(ClassLabels classes, List<String> layers, Network network) {
    ClassLabels labels = labels(classes);
    computation.check();
    score.check(classes, network);
    classes(labels).stream().map(String::strip).filter(text -> !text.matches(TOP)).forEach(labels::all);
    tops(labels).forEach(text -> checkTop(text, (int) IntStream.range(0, labels.count()).filter(id -> labels.isIn(0, id)).count()));
    layer.check(layers, network);
  }

  /**
   * Checks that nothing is given that is for maps only.
   *
   * @param estimated whether something is estimated from random probes
   * @throws IllegalArgumentException if an option would change nothing of derivatives
   */
  void checkForDerivatives(boolean estimated) {
    List<String> ignored = new ArrayList<>(layer.ignoredBy("gradcam++"));
    ignored.removeAll(List.of("--channels", "--positions")); // which cells are derived
    if (layer.fuses()) ignored.add("--fuse");
    if (ignored.remove("--seed") && !estimated)
      throw new IllegalArgumentException("--seed is of the random probes of --estimate, and there are none: leave it out");
    if (!ignored.isEmpty())
      throw new IllegalArgumentException(String.join(", ", ignored)
          + (ignored.size() == 1
              ? " changes maps and not derivatives: leave it out"
              : " change maps and not derivatives: leave them out"));
  }

  private Stream<String> tops(ClassLabels labels) {
    return classes(labels).stream().map(String::strip).filter(text -> text.matches(TOP));
  }

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
    tops(labels).filter(_ -> nan > 0).findFirst().ifPresent(text -> {
      throw new IllegalArgumentException("--class " + text + ": no class is best where " + nan + " of " + scores.size()
          + " scores are NaN; --class " + scores.getFirst().id() + " explains one of them nevertheless");
    });
    List<ClassScore> ranking = scores.stream().sorted(Comparator.comparingDouble(s -> -s.logit())).toList();
    return classes(labels).stream().map(String::strip).flatMap(text -> text.matches(TOP)
        ? IntStream.range(0, labels.groups()).boxed().flatMap(group -> ranking.stream()
            .filter(score -> labels.isIn(group, score.id())).limit(Integer.parseInt(text.substring(3))))
        : labels.all(text).stream().map(side -> found(side, scores))).distinct().toList();
  }

  private static ClassScore found(Target.Side side, List<ClassScore> scores) {
    return scores.stream().filter(score -> score.side().equals(side)).findFirst().orElseGet(() -> scores.getFirst().against());
  }

  /** The classes asked for, as they were typed; the usual ones where none is named. */
  List<String> classes(ClassLabels labels) {
    return classes.isEmpty()
        ? labels.usual()
        : classes.stream().map(text -> text.strip().equals(PREDICTED) ? ClassLabels.BEST : text).toList();
  }

  /**
   * Checks that two classes are asked for, whose maps can be subtracted.
   *
   * @throws IllegalArgumentException if it is another number
   */
  void checkTwo(String option, ClassLabels labels) {
    int asked = classes(labels).stream().map(String::strip).distinct()
        .mapToInt(text -> text.matches(TOP) ? labels.groups() * Integer.parseInt(text.substring(3)) : labels.all(text).size())
        .sum();
    if (asked != 2)
      throw new IllegalArgumentException(
          option + " is of two classes, and --class asks for " + asked
              + ": name two, as in --class predicted,NAME or --class top2");
  }

  /** Which layers are explained, and what methods are told. */
  LayerOptions layer() { return layer; }

  /** Of which score maps are made. */
  ScoreOptions score() { return score; }

  /** What the scores that are explained are called, those of a network with these classes. */
  ClassLabels labels(ClassLabels classes) {
    return score.labels(classes);
  }

  /** How formulas are computed. */
  ComputationOptions computation() { return computation; }

  /** The question about a picture at a layer, over the region or of the box that is asked for. */
  Probe probe(Subject subject, InputFile.Loaded picture, String at) {
    return score.probe(subject.at(at), picture.x(), picture.framing(), computation);
  }

  /** The question about the same picture in which every class is set against others, if that is asked for. */
  Probe contrasted(Probe probe) {
    return score.contrasted(probe, computation);
  }

  /** A model at the first of its layers that are explained. */
  Subject subject(Model model, Progress progress) {
    return computation.subject(model, layer.layers(model).getFirst(), progress);
  }

  /** The options that were given and that change nothing of a method. */
  List<String> ignoredBy(String method) {
    List<String> ignored = new ArrayList<>(layer.ignoredBy(method));
    if (!classes.isEmpty() && !Methods.named(method, Settings.USUAL).usesClass()) ignored.add("--class");
    return ignored;
  }
}
