package lucida.judge.guided;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.training.ExplainedBatch;
import lucida.cam.training.ExplanationLoss;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.Evaluation;
import lucida.judge.LabelledPicture;
import lucida.judge.Metric;
import lucida.judge.catalogue.Metrics;
import lucida.judge.data.SceneGuidance;
import lucida.judge.data.SceneSource;
import lucida.judge.results.SeedRow;
import lucida.judge.results.SeedTable;
import lucida.judge.results.SeedTable.Pair;
import lucida.judge.statistics.Columns;
import lucida.judge.suite.Recipe;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.training.Supervision;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/**
 * What a loss of an explanation does to a network: several ways to train, each from the same seeds, scenes, order and rates, so that they differ by what is added alone; accuracies, and where Grad-CAM looks.
 *
 * @param name of the experiment
 * @param kind of the scenes
 * @param side of the pictures, in pixels
 * @param arms ways to train
 * @param pairs of which differences are taken
 * @param shown arms whose maps are shown in pictures
 * @param metrics of maps
 * @param measured losses whose values on unseen scenes are reported, where they are defined; made of the network that is given
 * @param size how much is trained and measured
 */
public record GuidedStudy(String name, SceneKind kind, int side, List<TrainedArm> arms, List<Pair> pairs, List<String> shown,
    List<String> metrics, Function<Model, List<ExplanationLoss>> measured, Size size) {
  private static final int BATCH = 32;
  private static final String METHOD = "gradcam";

  /**
   * How much is trained and measured.
   *
   * @param scenes to learn from
   * @param epochs passes over them
   * @param rate the peak of the learning rate
   * @param test scenes on which accuracies are measured
   * @param judged of these, on which maps are judged
   */
  public record Size(int scenes, int epochs, double rate, int test, int judged) {}

  /** Lists are kept as they are now. */
  public GuidedStudy {
    arms = List.copyOf(arms);
    pairs = List.copyOf(pairs);
    shown = List.copyOf(shown);
    metrics = List.copyOf(metrics);
  }

  /** The same with other sizes. */
  public GuidedStudy with(Size other) {
    return new GuidedStudy(name, kind, side, arms, pairs, shown, metrics, measured, other);
  }

  /** The same with some of its arms. */
  public GuidedStudy only(List<String> titles) {
    return new GuidedStudy(name, kind, side, arms.stream().filter(arm -> titles.contains(arm.title())).toList(), pairs, shown,
        metrics,
        measured, size);
  }

  private List<String> classes() { return SceneSet.of(kind, Split.TEST, 1).classes(); }

  /** The scenes of a seed. */
  public GuidedScenes scenes(long seed) { return new GuidedScenes(kind, side, size, seed); }

  /** Of how many scenes an arm knows the mask. */
  public int masks(TrainedArm arm) {
    return SceneGuidance.known(arm.masks(), size.scenes());
  }

  /** How an arm is trained on the scenes of a seed. */
  public Recipe recipe(TrainedArm arm, GuidedScenes scenes) {
    long seed = scenes.seed();
    String file = "%s-%dx%d@%s-%d-%s".formatted(name, size.scenes(), size.epochs(), size.rate(), seed, arm.fileName());
    return new Recipe(file, kind.name() + " scenes (seed " + seed + ", " + arm.title() + ")", classes(), arm.start().apply(seed),
        split -> scenes.of(split, arm.masks()), size.epochs(), size.rate(), seed, arm::objective);
  }

  /** A trained network, at the layer that its arm explains. */
  public Subject subject(TrainedArm arm, Model trained, Executor executor) {
    return Subject.of(trained, arm.layer(), executor).inBatchesOf(BATCH);
  }

  /** All numbers of a trained network, the given one beside it. */
  public List<SeedRow> rows(TrainedArm arm, GuidedScenes scenes, Model trained, Model given, Executor executor, Progress progress) {
    long seed = scenes.seed();
    List<LabelledPicture> unseen = scenes.unseen();
    List<SeedRow> rows = new ArrayList<>();
    Groups.of(trained, unseen, kind, executor)
        .forEach((metric, value) -> rows.add(new SeedRow(seed, arm.title(), "", metric, 100 * value)));
    for (ExplanationLoss loss : measured.apply(given))
      value(loss, arm, trained, unseen.subList(0, Math.min(BATCH, unseen.size())), executor)
          .ifPresent(value -> rows.add(new SeedRow(seed, arm.title(), "", SeedTable.LOSS + loss.name(), value)));
    rows.addAll(judged(scenes, arm.title(), subject(arm, trained, executor), progress));
    return rows;
  }

  /** The mean of a loss over pictures that were never seen; none where the network is not one that it is about. */
  private static Optional<Double> value(ExplanationLoss loss, TrainedArm arm, Model trained, List<LabelledPicture> pictures,
      Executor executor) {
    Forward forward = trained.network().write(pictures.size(), Mode.INFERENCE);
    Supervision asked = Supervision.of(forward.x().shape(), forward.scores().shape());
    Expr mean;
    try {
      mean = loss.of(new ExplainedBatch(forward, arm.layer(), asked, false)).mean();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    Map<Expr, Tensor> given = trained.given(forward, Tensor.stack(0, pictures.stream().map(LabelledPicture::x).toList()));
    given.put(asked.targets(), Tensor.oneHot(forward.scores().shape().extent(1), Precision.FLOAT32,
        pictures.stream().mapToInt(picture -> picture.label().orElseThrow()).toArray()));
    given.putAll(loss.fixed());
    return Optional.of(executor.value(mean, given).item());
  }

  private List<SeedRow> judged(GuidedScenes scenes, String title, Subject subject, Progress progress) {
    long seed = scenes.seed();
    List<Metric> judges = metrics.stream().map(Metrics::named).toList();
    Evaluation evaluation = new Evaluation(subject, subject.layer(), List.of(Contender.method(METHOD, _ -> Settings.USUAL)), judges,
        ClassesAsked.LABEL, seed);
    Columns columns = new Columns(judges);
    SceneSource pictures = scenes.judged();
    for (int i = 0; i < pictures.count(); i++) {
      evaluation.of(pictures.get(i).picture()).rows().forEach(columns::add);
      progress.report(i + 1, pictures.count());
    }
    return columns.columns().stream()
        .map(column -> new SeedRow(seed, title, column.method(), column.metric().name(), column.summary())).toList();
  }

  /** All that decides the numbers, by name. */
  public SequencedMap<String, String> facts(Stream<Long> seeds) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("seeds", String.join(", ", seeds.map(String::valueOf).toList()));
    facts.put("scenes", kind.name() + ", " + side + "×" + side);
    facts.put("scenes to learn from", String.valueOf(size.scenes()));
    facts.put("epochs", size.epochs() + " at a rate of up to " + size.rate());
    facts.put("scenes for accuracies", String.valueOf(size.test()));
    facts.put("scenes for maps", String.valueOf(size.judged()));
    return facts;
  }

  /** The network of an arm, whose weights are to be read. */
  public Network network(TrainedArm arm, Model given) {
    return arm.start().apply(1L).apply(given).network();
  }
}
