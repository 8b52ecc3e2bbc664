package lucida.judge.guided;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.data.SceneGuidance;
import lucida.judge.data.SceneSource;
import lucida.judge.suite.SourceExamples;
import lucida.layers.training.Examples;
import lucida.layers.training.Guidance;
import lucida.pictures.Preprocessing;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/** The scenes of one seed of a {@link GuidedStudy}: drawn once, for all arms. */
public final class GuidedScenes {
  private static final int HELD_BACK = 128;
  private final SceneKind kind;
  private final int side;
  private final GuidedStudy.Size size;
  private final long seed;
  private final Map<Split, Examples> examples = new EnumMap<>(Split.class);
  private Optional<List<LabelledPicture>> unseen = Optional.empty();

  GuidedScenes(SceneKind kind, int side, GuidedStudy.Size size, long seed) {
    this.kind = kind;
    this.side = side;
    this.size = size;
    this.seed = seed;
  }

  /** The seed. */
  public long seed() { return seed; }

  /** Those of a split; those to learn from with masks of a share of them. */
  Examples of(Split split, double masks) {
    Examples drawn = examples.computeIfAbsent(split, s -> new SourceExamples(source(s), source(s).scenes().classes().size()));
    return split == Split.TRAINING
        ? new Guided(drawn, new SceneGuidance(source(split).scenes(), SceneGuidance.usual(kind), masks, seed))
        : drawn;
  }

  /** Those on which accuracies are measured, with their truth. */
  List<LabelledPicture> unseen() {
    if (unseen.isEmpty()) {
      SceneSource source = source(Split.TEST);
      unseen = Optional.of(IntStream.range(0, source.count()).parallel().mapToObj(i -> source.get(i).picture()).toList());
    }
    return unseen.get();
  }

  /** Those on which maps are judged, from the first of the test. */
  public SceneSource judged() {
    return source(Split.TEST, size.judged());
  }

  /** The first ones to learn from, with their truth. */
  public SceneSource learned(int count) {
    return source(Split.TRAINING, Math.min(count, size.scenes()));
  }

  private SceneSource source(Split split) {
    return source(split, switch (split) {
      case TRAINING -> size.scenes();
      case VALIDATION -> Math.min(HELD_BACK, size.scenes());
      case TEST -> size.test();
    });
  }

  private SceneSource source(Split split, int count) {
    return new SceneSource(new SceneSet(kind, split, seed, count, side), Preprocessing.SCENES, Precision.FLOAT32);
  }

  /** Examples with masks. */
  private record Guided(Examples drawn, Guidance masks) implements Examples {
    @Override
    public int size() { return drawn.size(); }

    @Override
    public int classes() { return drawn.classes(); }

    @Override
    public int[] labels(int[] indices) { return drawn.labels(indices); }

    @Override
    public Tensor pictures(int[] indices, Precision precision) { return drawn.pictures(indices, precision); }

    @Override
    public Optional<Guidance> guidance() { return Optional.of(masks); }
  }
}
