package lucida.judge.surgery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.cam.LayerChoice;
import lucida.cam.Progress;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.judge.ClassesAsked;
import lucida.judge.Contender;
import lucida.judge.Control;
import lucida.judge.Evaluation;
import lucida.judge.Metric;
import lucida.judge.catalogue.Metrics;
import lucida.judge.data.SceneSource;
import lucida.judge.results.SeedRow;
import lucida.judge.results.SeedTable.Pair;
import lucida.judge.statistics.Column;
import lucida.judge.statistics.Columns;
import lucida.judge.suite.Recipe;
import lucida.judge.suite.SourceExamples;
import lucida.layers.BatchNormFolding;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;
import lucida.layers.training.Accuracy;
import lucida.layers.training.Examples;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/**
 * What CAM costs and Grad-CAM avoids — Zhou et al., CVPR 2016, arXiv 1512.04150, and section 3 of Selvaraju et al., ICCV 2017, arXiv 1610.02391: the dense layers of a trained network are
 * replaced by a convolution, global average pooling and one linear layer, and it is trained again. So that the surgery alone makes the difference, the network with its dense layers
 * is trained on for as long, on the same scenes in the same order at the same rates.
 *
 * @param scenes to learn from after the surgery
 * @param epochs after it
 * @param rate the peak of the learning rate after it
 * @param test scenes on which accuracies are measured
 * @param judged of these, on which maps are judged
 */
public record CamSurgery(int scenes, int epochs, double rate, int test, int judged) {
  private static final int HELD_BACK = 256;
  private static final int SIDE = 64;
  private static final List<String> METRICS = List.of("pointing-game", "energy-pointing-game", "energy-pointing-game-mask",
      "mask-iou",
      "localisation-error", "localisation-error-gt-known");

  /** A network of the experiment. */
  public enum Stage {
    /** Dense layers, as it is. */
    BEFORE("before", "scenes-vgg"),
    /** The same, trained on. */
    DENSE("dense", "scenes-vgg"),
    /** A convolution, global average pooling and one linear layer in their place, trained as long. */
    GAP("gap", "scenes-vgg-gap");

    private final String title;
    private final String architecture;

    Stage(String title, String architecture) {
      this.title = title;
      this.architecture = architecture;
    }

    /** What it is called in tables. */
    public String title() { return title; }

    /** Its layers; the bundled network has no batch norms any more, and those that go on from it have none. */
    public Network network() {
      return BatchNormFolding.folded(Architectures.named(architecture, classes().size()));
    }

    /** Whose maps are judged. */
    public List<String> methods() {
      return switch (this) {
        case BEFORE, DENSE -> List.of("gradcam", "gradcam++");
        case GAP -> List.of("cam", "gradcam", "gradcam++");
      };
    }
  }

  /** Of which differences are taken. */
  public static final List<Pair> PAIRS = List.of(new Pair("gap", "before"), new Pair("gap", "dense"),
      new Pair("gap, cam", "before, gradcam"), new Pair("gap, cam", "dense, gradcam"), new Pair("gap, cam", "gap, gradcam"),
      new Pair("gap, gradcam++", "dense, gradcam++"), new Pair("before, gradcam++", "before, gradcam"));

  private static List<String> classes() { return SceneSet.of(new SceneKind.Single(), Split.TEST, 1).classes(); }

  /**
   * How a network is trained after the surgery. It begins with what it has in common with the network that it is given.
   *
   * @param seed of scenes, new weights, order and dropout
   */
  public Recipe recipe(Stage stage, long seed) {
    String name = "cam-surgery-%dx%d@%s-%d-%s".formatted(scenes, epochs, rate, seed, stage.title());
    return new Recipe(name, "scenes (seed " + seed + ", " + stage.title() + ")", classes(), given -> {
      Network network = stage.network();
      return new Model(network, Initial.transferred(network, given.weights(), seed, Precision.FLOAT32));
    }, split -> examples(split, seed), epochs, rate, seed);
  }

  private Examples examples(Split split, long seed) {
    return new SourceExamples(pictures(split, seed, switch (split) {
      case TRAINING -> scenes;
      case VALIDATION -> heldBack();
      case TEST -> test;
    }), classes().size());
  }

  private int heldBack() { return Math.min(HELD_BACK, scenes); }

  /** The scenes on which maps are judged, from the first of the test. */
  public SceneSource pictures(long seed) {
    return pictures(Split.TEST, seed, judged);
  }

  private static SceneSource pictures(Split split, long seed, int count) {
    return new SceneSource(new SceneSet(new SceneKind.Single(), split, seed, count, SIDE), Preprocessing.SCENES, Precision.FLOAT32);
  }

  /** A network as it is judged, at its last layer with positions. */
  public static Subject subject(Model trained, Executor executor) {
    return Subject.of(trained, LayerChoice.of(trained.network()), executor).inBatchesOf(32);
  }

  /** All numbers of a trained network, run by an executor. */
  public List<SeedRow> rows(Stage stage, long seed, Model trained, Executor executor, Progress progress) {
    Subject subject = subject(trained, executor);
    double accuracy = Accuracy.of(subject.model(), examples(Split.TEST, seed), Math.min(32, test), subject.executor());
    List<SeedRow> rows = new ArrayList<>(List.of(new SeedRow(seed, stage.title(), "", "accuracy", 100 * accuracy)));
    List<Contender> contenders = new ArrayList<>(
        stage.methods().stream().map(method -> Contender.method(method, _ -> Settings.USUAL)).toList());
    if (stage == Stage.GAP) contenders.addAll(List.of(Control.values()));
    rows.addAll(judged(stage, seed, subject, contenders, progress));
    return rows;
  }

  private List<SeedRow> judged(Stage stage, long seed, Subject subject, List<Contender> contenders, Progress progress) {
    List<Metric> metrics = METRICS.stream().map(Metrics::named).toList();
    Evaluation evaluation = new Evaluation(subject, subject.layer(), contenders, metrics, ClassesAsked.LABEL, seed);
    Columns columns = new Columns(metrics);
    SceneSource pictures = pictures(seed);
    for (int i = 0; i < pictures.count(); i++) {
      evaluation.of(pictures.get(i).picture()).rows().forEach(columns::add);
      progress.report(i + 1, pictures.count());
    }
    return columns.columns().stream().filter(column -> !asksTheNetwork(column))
        .map(column -> new SeedRow(seed, Control.isTitleOfOne(column.method()) ? "any" : stage.title(), column.method(),
            column.metric().name(), column.summary()))
        .toList();
  }

  /** A control does not depend on a network, but this metric counts whether the network finds the class. */
  private static boolean asksTheNetwork(Column column) {
    return Control.isTitleOfOne(column.method()) && column.metric().name().equals("localisation-error");
  }

  /** All that decides the numbers, by name. */
  public SequencedMap<String, String> facts(Stream<Long> seeds) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("seeds", String.join(", ", seeds.map(String::valueOf).toList()));
    facts.put("scenes to learn from", String.valueOf(scenes));
    facts.put("epochs after the surgery", epochs + " at a rate of up to " + rate);
    facts.put("scenes held back", String.valueOf(heldBack()));
    facts.put("scenes for accuracies", String.valueOf(test));
    facts.put("scenes for maps", String.valueOf(judged));
    return facts;
  }
}
