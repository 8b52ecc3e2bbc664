package lucida.judge.guided;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lucida.cam.training.AbsoluteLoss;
import lucida.cam.training.EnergyLoss;
import lucida.cam.training.Gain;
import lucida.cam.training.Ggam;
import lucida.cam.training.MapDistillation;
import lucida.cam.training.MapFormula;
import lucida.cam.training.PixelCrossEntropy;
import lucida.cam.training.RightReasons;
import lucida.judge.guided.GuidedStudy.Size;
import lucida.judge.guided.TrainedArm.Added;
import lucida.judge.results.SeedTable.Pair;
import lucida.layers.Network;
import lucida.layers.architecture.Attention;
import lucida.scenes.SceneKind;
import lucida.scenes.SceneSet;
import lucida.scenes.Split;

/** The experiments on training through explanations. */
public final class GuidedStudies {
  /** The last layer with positions of the bundled network. */
  private static final String GIVEN_LAYER = "layer3";
  /** The class with a lantern: houses, of which three in four are known where no lantern goes with them. */
  private static final int LIT = 7;
  private static final List<Double> LAMBDAS = List.of(0.1, 0.5, 1.0, 2.0, 5.0);

  private GuidedStudies() {}

  /** Does attention that is pulled towards Grad-CAM's weights help (Xu et al. 2021, arXiv 2101.09666)? Fish that differ in their tail, by the bundled network of scenes, which learns them as the paper's learn from networks of ImageNet. */
  public static GuidedStudy ggam() {
    TrainedArm baseline = fish("baseline", Optional.empty()), channel = fish("channel", Optional.of("channel")),
        spatial = fish("spatial", Optional.of("spatial")), both = fish("both", Optional.of("channel,spatial"));
    List<TrainedArm> arms = new ArrayList<>(List.of(baseline, channel, spatial, both,
        channel.with("ggam 0.5", pull(Ggam.Form.PRINTED, 0.5, false))));
    for (double lambda : LAMBDAS) arms.add(both.with("ggam " + lambda, pull(Ggam.Form.PRINTED, lambda, false)));
    arms.add(both.with("ggam 0.5 detached", pull(Ggam.Form.PRINTED, 0.5, true)));
    arms.add(both.with("ggam-released 0.5", pull(Ggam.Form.RELEASED, 0.5, false)));
    for (double lambda : LAMBDAS) arms.add(both.with("ggam-normalised " + lambda, pull(Ggam.Form.NORMALISED, lambda, false)));
    arms.add(both.with("ggam-normalised 0.5 detached", pull(Ggam.Form.NORMALISED, 0.5, true)));
    List<Pair> pairs = new ArrayList<>(
        List.of(new Pair("channel", "baseline"), new Pair("spatial", "baseline"), new Pair("both", "baseline"),
            new Pair("channel + ggam 0.5", "channel"), new Pair("channel + ggam 0.5", "baseline"),
            new Pair("both + ggam 0.5", "both"), new Pair("both + ggam 0.5", "spatial"),
            new Pair("both + ggam-normalised 0.5", "both"), new Pair("both + ggam 0.5", "both + ggam 0.5 detached"),
            new Pair("both + ggam-normalised 0.5", "both + ggam-normalised 0.5 detached"),
            new Pair("both + ggam-released 0.5", "both")));
    return new GuidedStudy("ggam", new SceneKind.FineGrained(), 64, arms, withMaps(pairs),
        List.of("baseline", "both", "both + ggam 0.5", "both + ggam-normalised 0.5"),
        List.of("energy-tail", "energy-pointing-game-mask", "localisation-error-gt-known"),
        _ -> List.of(new Ggam(Ggam.Form.PRINTED), new Ggam(Ggam.Form.NORMALISED)), new Size(3000, 4, 0.01, 800, 60));
  }

  private static Added pull(Ggam.Form form, double lambda, boolean detached) {
    return new Added(_ -> new Ggam(form), lambda, detached);
  }

  private static TrainedArm fish(String title, Optional<String> attention) {
    Optional<Attention> asked = attention.map(kinds -> Attention.parse("after=" + GIVEN_LAYER + "," + kinds));
    return new TrainedArm(title,
        seed -> given -> StudyNetworks.transferred(given, classes(new SceneKind.FineGrained()), asked, seed), GIVEN_LAYER);
  }

  private static int classes(SceneKind kind) { return SceneSet.of(kind, Split.TEST, 1).classes().size(); }

  /** The same differences of the maps. */
  private static List<Pair> withMaps(List<Pair> pairs) {
    List<Pair> all = new ArrayList<>(pairs);
    pairs.forEach(pair -> all.add(new Pair(pair.a() + ", gradcam", pair.b() + ", gradcam")));
    return all;
  }

  /** Does a network that is shown where to look look away from what goes with a class by chance (Rao et al. 2023, arXiv 2303.11932)? In training a lantern hangs in every scene of one class and in no other; from random weights. */
  public static GuidedStudy guided() {
    SceneKind kind = new SceneKind.Biased(LIT, 1);
    TrainedArm baseline = untrained("baseline", StudyNetworks.small(32, classes(kind))),
        smooth = untrained("smooth", StudyNetworks.smooth(32, classes(kind)));
    TrainedArm energy = baseline.with("energy 1", Added.of(new EnergyLoss(MapFormula.GRADCAM), 1));
    TrainedArm gradients = baseline.with("energy 2 of gradients", Added.of(new EnergyLoss(MapFormula.GRADIENT), 2));
    List<TrainedArm> arms = List.of(baseline, energy,
        baseline.with("energy 1 detached", new Added(_ -> new EnergyLoss(MapFormula.GRADCAM), 1, true)),
        energy.withMasks(0.1), energy.withMasks(0.01),
        gradients, gradients.withMasks(0.1), gradients.withMasks(0.01),
        baseline.with("l1 1", Added.of(new AbsoluteLoss(MapFormula.GRADCAM), 1)),
        baseline.with("cross-entropy 0.3", Added.of(new PixelCrossEntropy(MapFormula.GRADCAM), 0.3)),
        baseline.with("rrr 0.01", Added.of(new RightReasons(MapFormula.GRADIENT), 0.01)),
        baseline.with("gain 0.5", Added.of(new Gain(MapFormula.GRADCAM), 0.5)), smooth,
        smooth.with("energy 1 of gradcam++", Added.of(new EnergyLoss(MapFormula.GRADCAM_PLUS_PLUS), 1)),
        smooth.with("energy 0.1 of gradcam++", Added.of(new EnergyLoss(MapFormula.GRADCAM_PLUS_PLUS), 0.1)));
    List<Pair> pairs = new ArrayList<>(arms.stream().filter(arm -> arm.loss().isPresent())
        .map(arm -> new Pair(arm.title(), arm.title().startsWith("smooth") ? "smooth" : "baseline")).toList());
    pairs.add(new Pair("energy 1", "energy 1 detached"));
    return new GuidedStudy("guided", kind, 32, arms, withMaps(pairs),
        List.of("baseline", "energy 1", "energy 2 of gradients", "rrr 0.01"),
        List.of("energy-cue", "energy-pointing-game-mask", "localisation-error-gt-known"), _ -> List.of(),
        new Size(4000, 6, 0.05, 1600, 100));
  }

  private static TrainedArm untrained(String title, Network network) {
    return new TrainedArm(title, seed -> _ -> StudyNetworks.untrained(network, seed), StudyNetworks.FEATURES);
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
    return new GuidedStudy("bias", kind, 32, List.of(untrained(title, StudyNetworks.small(32, classes(kind)))),
        withMaps(List.of(pair)), List.of(title),
        List.of("energy-cue", "energy-pointing-game-mask"), _ -> List.of(), new Size(4000, 6, 0.05, 1600, 100));
  }

  /** Does a student learn more from its teacher's maps (section 6 of Chattopadhay et al. 2018, arXiv 1710.11063)? The teacher is the bundled network, the student a small one. */
  public static GuidedStudy distil() {
    SceneKind kind = new SceneKind.Single();
    TrainedArm baseline = untrained("baseline", StudyNetworks.small(64, classes(kind)));
    List<TrainedArm> arms = List.of(baseline, taught(baseline, MapFormula.GRADCAM, 0.1, false),
        taught(baseline, MapFormula.GRADCAM_PLUS_PLUS_CLOSED, 0.1, false),
        taught(baseline, MapFormula.GRADCAM_PLUS_PLUS_CLOSED, 0.1, true),
        taught(baseline, MapFormula.GRADCAM_PLUS_PLUS_CLOSED, 0.5, false));
    List<Pair> pairs = arms.stream().skip(1).map(arm -> new Pair(arm.title(), "baseline")).toList();
    return new GuidedStudy("distil", kind, 64, arms, withMaps(pairs), arms.stream().limit(3).map(TrainedArm::title).toList(),
        List.of("energy-pointing-game-mask", "localisation-error-gt-known"),
        given -> List.of(new MapDistillation(MapFormula.GRADCAM_PLUS_PLUS_CLOSED, given, GIVEN_LAYER)),
        new Size(1600, 6, 0.05, 400, 60));
  }

  private static TrainedArm taught(TrainedArm baseline, MapFormula map, double lambda, boolean detached) {
    return baseline.with("maps of " + map + " " + lambda + (detached ? " detached" : ""),
        new Added(given -> new MapDistillation(map, given, GIVEN_LAYER), lambda, detached));
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
