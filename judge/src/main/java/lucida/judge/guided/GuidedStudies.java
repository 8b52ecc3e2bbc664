package lucida.judge.guided;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lucida.cam.training.AbsoluteLoss;
import lucida.cam.training.EnergyLoss;
import lucida.cam.training.Gain;
import lucida.cam.training.Ggam;
import lucida.cam.training.MapDistillation;
import lucida.cam.training.MapFormula;
import lucida.cam.training.PixelCrossEntropy;
import lucida.cam.training.RightReasons;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.guided.GuidedStudy.Size;
import lucida.judge.guided.TrainedArm.Added;
import lucida.judge.results.SeedTable.Pair;
import lucida.layers.Activation;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.MaxPool;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.layers.architecture.Attention;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/** The experiments on training through explanations. */
public final class GuidedStudies {
  private static final String LAYER = "features";
  private static final String TEACHER_LAYER = "layer3";
  private static final List<Double> LAMBDAS = List.of(0.1, 0.5, 1.0, 2.0, 5.0);

  private GuidedStudies() {}

  /**
   * Does attention that is pulled towards Grad-CAM's weights help (Xu et al. 2021, arXiv 2101.09666)? Fish that differ in their tail, by a small network. So that an attention
   * that multiplies by small shares does not make scores small, its last layer begins as much larger: by C behind channel attention alone, by Z behind spatial attention.
   */
  public static GuidedStudy ggam() {
    TrainedArm baseline = new TrainedArm("baseline", seed -> _ -> attended(Optional.empty(), seed), LAYER);
    TrainedArm channel = attended("channel"), spatial = attended("spatial"), both = attended("both"),
        softmax = attended("both softmax");
    List<TrainedArm> arms = new ArrayList<>(
        List.of(baseline, channel, spatial, both, softmax, channel.with("ggam 0.5", pull(Ggam.Form.PRINTED, 0.5, false))));
    for (double lambda : LAMBDAS) arms.add(both.with("ggam " + lambda, pull(Ggam.Form.PRINTED, lambda, false)));
    arms.add(both.with("ggam 0.5 detached", pull(Ggam.Form.PRINTED, 0.5, true)));
    arms.add(both.with("ggam-released 0.5", pull(Ggam.Form.RELEASED, 0.5, false)));
    for (double lambda : LAMBDAS) arms.add(both.with("ggam-normalised " + lambda, pull(Ggam.Form.NORMALISED, lambda, false)));
    arms.add(both.with("ggam-normalised 0.5 detached", pull(Ggam.Form.NORMALISED, 0.5, true)));
    List<Pair> pairs = new ArrayList<>(
        List.of(new Pair("channel", "baseline"), new Pair("spatial", "baseline"), new Pair("both", "baseline"),
            new Pair("both softmax", "both"), new Pair("channel + ggam 0.5", "channel"), new Pair("both + ggam 0.5", "both"),
            new Pair("both + ggam-normalised 0.5", "both"), new Pair("both + ggam 0.5", "both + ggam 0.5 detached"),
            new Pair("both + ggam-normalised 0.5", "both + ggam-normalised 0.5 detached"),
            new Pair("both + ggam-released 0.5", "both")));
    return new GuidedStudy("ggam", new SceneKind.FineGrained(), 64, arms, withMaps(pairs),
        List.of("baseline", "both", "both + ggam 0.5", "both + ggam-normalised 0.5"),
        List.of("energy-tail", "energy-pointing-game-mask", "localisation-error-gt-known"),
        _ -> List.of(new Ggam(Ggam.Form.PRINTED), new Ggam(Ggam.Form.NORMALISED)), new Size(3000, 8, 0.05, 400, 60));
  }

  private static Added pull(Ggam.Form form, double lambda, boolean detached) {
    return new Added(_ -> new Ggam(form), lambda, detached);
  }

  private static TrainedArm attended(String title) {
    String spec = switch (title) {
      case "channel", "spatial" -> title;
      case "both" -> "channel,spatial";
      default -> "channel,spatial-softmax";
    };
    return new TrainedArm(title, seed -> _ -> attended(Optional.of(Attention.parse("after=" + LAYER + "," + spec)), seed), LAYER);
  }

  private static Model attended(Optional<Attention> attention, long seed) {
    Network plain = small(64, classes(new SceneKind.FineGrained()));
    Network network = attention.map(a -> a.in(plain)).orElse(plain);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Initial.weights(network, seed, Precision.FLOAT32).tensors());
    Shape A = Objects.requireNonNull(network.shapes().get(network.resolve(LAYER)));
    double larger = attention.map(a -> (double) (a.spatial().isPresent() ? A.extent(1) * A.extent(2) : A.extent(0))).orElse(1.0);
    tensors.computeIfPresent("fc.weight", (_, w) -> w.scale(larger));
    return new Model(network, new Weights(tensors));
  }

  private static int classes(SceneKind kind) { return SceneSet.of(kind, Split.TEST, 1).classes().size(); }

  /** The same differences of the maps. */
  private static List<Pair> withMaps(List<Pair> pairs) {
    List<Pair> all = new ArrayList<>(pairs);
    pairs.forEach(pair -> all.add(new Pair(pair.a() + ", gradcam", pair.b() + ", gradcam")));
    return all;
  }

  /** Does a network that is shown where to look look away from what goes with a class by chance (Rao et al. 2023, arXiv 2303.11932)? In training a lantern hangs in every scene of one class; from random weights. */
  public static GuidedStudy guided() {
    SceneKind kind = new SceneKind.Biased(0, 1);
    Function<Long, UnaryOperator<Model>> start = seed -> _ -> {
      Network network = small(32, classes(kind));
      return new Model(network, Initial.weights(network, seed, Precision.FLOAT32));
    };
    TrainedArm baseline = new TrainedArm("baseline", start, LAYER);
    List<TrainedArm> arms = new ArrayList<>(
        List.of(baseline, baseline.with("energy 0.5", Added.of(new EnergyLoss(MapFormula.GRADCAM), 0.5)),
            baseline.with("energy 0.5 detached", new Added(_ -> new EnergyLoss(MapFormula.GRADCAM), 0.5, true)),
            baseline.with("l1 0.5", Added.of(new AbsoluteLoss(MapFormula.GRADCAM), 0.5)),
            baseline.with("cross-entropy 0.1", Added.of(new PixelCrossEntropy(MapFormula.GRADCAM), 0.1)),
            baseline.with("rrr 0.001", Added.of(new RightReasons(MapFormula.GRADIENT), 0.001)),
            baseline.with("energy 0.5 of gradients", Added.of(new EnergyLoss(MapFormula.GRADIENT), 0.5)),
            baseline.with("energy 0.5 of gradcam++", Added.of(new EnergyLoss(MapFormula.GRADCAM_PLUS_PLUS), 0.5)),
            baseline.with("gain 0.5", Added.of(new Gain(MapFormula.GRADCAM), 0.5))));
    TrainedArm energy = arms.get(1);
    arms.addAll(List.of(energy.withMasks(0.1), energy.withMasks(0.01)));
    List<Pair> pairs = new ArrayList<>(arms.stream().skip(1).map(arm -> new Pair(arm.title(), "baseline")).toList());
    pairs.add(new Pair("energy 0.5", "energy 0.5 detached"));
    return new GuidedStudy("guided", kind, 32, arms, withMaps(pairs), List.of("baseline", "energy 0.5", "rrr 0.001", "gain 0.5"),
        List.of("energy-cue", "energy-pointing-game-mask"), _ -> List.of(), new Size(4000, 6, 0.05, 1600, 100));
  }

  /**
   * What a cue that goes with a class does to a network, and what becomes of it when the scenes are re-balanced (Grad-CAM, section 6.3): the first study has a lantern in every scene of one class and in no other, the second in half of
   * all; in the test it hangs in half of all for both.
   */
  public static List<GuidedStudy> biased() {
    Pair pair = new Pair("re-balanced", "biased");
    return List.of(ofLanterns("biased", 1, pair), ofLanterns("re-balanced", 0, pair));
  }

  private static GuidedStudy ofLanterns(String title, double strength, Pair pair) {
    SceneKind kind = new SceneKind.Biased(0, strength);
    TrainedArm arm = new TrainedArm(title,
        seed -> _ -> new Model(small(32, classes(kind)), Initial.weights(small(32, classes(kind)), seed, Precision.FLOAT32)),
        LAYER);
    return new GuidedStudy("bias", kind, 32, List.of(arm), withMaps(List.of(pair)), List.of(title),
        List.of("energy-cue", "energy-pointing-game-mask"), _ -> List.of(), new Size(4000, 6, 0.05, 1600, 100));
  }

  /** Does a student learn more from its teacher's maps (section 6 of Chattopadhay et al. 2018, arXiv 1710.11063)? The teacher is the bundled network, the student a small one. */
  public static GuidedStudy distil() {
    SceneKind kind = new SceneKind.Single();
    Function<Long, UnaryOperator<Model>> start = seed -> _ -> new Model(small(64, classes(kind)),
        Initial.weights(small(64, classes(kind)), seed, Precision.FLOAT32));
    TrainedArm baseline = new TrainedArm("baseline", start, LAYER);
    List<TrainedArm> arms = List.of(baseline, taught(baseline, MapFormula.GRADCAM, 0.1, false),
        taught(baseline, MapFormula.GRADCAM_PLUS_PLUS_CLOSED, 0.1, false),
        taught(baseline, MapFormula.GRADCAM_PLUS_PLUS_CLOSED, 0.1, true),
        taught(baseline, MapFormula.GRADCAM_PLUS_PLUS_CLOSED, 0.5, false));
    List<Pair> pairs = arms.stream().skip(1).map(arm -> new Pair(arm.title(), "baseline")).toList();
    return new GuidedStudy("distil", kind, 64, arms, withMaps(pairs), arms.stream().limit(3).map(TrainedArm::title).toList(),
        List.of("energy-pointing-game-mask", "localisation-error-gt-known"),
        given -> List.of(new MapDistillation(MapFormula.GRADCAM_PLUS_PLUS_CLOSED, given, TEACHER_LAYER)),
        new Size(1600, 6, 0.05, 400, 60));
  }

  private static TrainedArm taught(TrainedArm baseline, MapFormula map, double lambda, boolean detached) {
    return baseline.with("maps of " + map + " " + lambda + (detached ? " detached" : ""),
        new Added(given -> new MapDistillation(map, given, TEACHER_LAYER), lambda, detached));
  }

  /** Four convolutions and global average pooling: 21 thousand numbers, little beside the bundled networks'. */
  private static Network small(int side, int classes) {
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(3, side, side));
    int channels = 3;
    for (int stage = 1; stage <= 4; stage++) {
      int width = List.of(8, 16, 32, 48).get(stage - 1);
      net.add("conv" + stage, Conv2d.of(channels, width, 3, 1, 1).withoutBias());
      net.add("bn" + stage, BatchNorm.of(width));
      net.add("relu" + stage, Activation.RELU);
      if (stage < 4) net.add("pool" + stage, MaxPool.of(2, 2));
      channels = width;
    }
    net.alias("features");
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(channels, classes));
    return net.build();
  }

  /** By its name. */
  public static GuidedStudy named(String name) {
    return switch (name) {
      case "ggam" -> ggam();
      case "guided" -> guided();
      case "distil" -> distil();
      default -> throw new IllegalArgumentException("There is no experiment '" + name + "'; there are ggam, guided, distil");
    };
  }
}
