package lucida.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import lucida.cam.LayerChoice;
import lucida.cam.catalogue.Methods;
import lucida.cam.training.AbsoluteLoss;
import lucida.cam.training.EnergyLoss;
import lucida.cam.training.ExplanationLoss;
import lucida.cam.training.Gain;
import lucida.cam.training.Ggam;
import lucida.cam.training.GuidedObjective;
import lucida.cam.training.MapDistillation;
import lucida.cam.training.MapFormula;
import lucida.cam.training.PixelCrossEntropy;
import lucida.cam.training.RightReasons;
import lucida.layers.Model;
import lucida.layers.Names;
import lucida.layers.Network;
import lucida.layers.architecture.Attention;
import lucida.layers.training.Objective;
import lucida.weights.model.ModelFiles;
import picocli.CommandLine.Option;

/** Attention, and a loss that is a formula of the network's derivatives: options that a training going on must not change. */
final class LossOptions {
  private static final String DISTIL = "distil";
  /** Losses of a map and of what should matter. */
  private static final List<Function<MapFormula, ExplanationLoss>> OF_MAPS = List.of(RightReasons::new, EnergyLoss::new,
      AbsoluteLoss::new, PixelCrossEntropy::new, Gain::new);

  @Option(names = "--attention", paramLabel = "SPEC", description = "Put channel and spatial attention behind a layer [GG 1] to [GG 3]: after=LAYER,channel,spatial; either of the last two left out; spatial-softmax in place of spatial; hidden=N and classifier=N.")
  private Optional<String> attention = Optional.empty();

  @Option(names = "--loss", paramLabel = "NAME:λ", description = "Add λ times a loss of an explanation to the cross-entropy: ggam, ggam-normalised, ggam-released [GG 5], rrr, energy, l1, cross-entropy, gain [EL 1] to [EL 6], or distil [PP 10] (with --teacher).")
  private Optional<String> loss = Optional.empty();

  @Option(names = "--through", paramLabel = "MAP", description = "The map that the loss looks at: gradient, gradcam, gradcam++-closed or gradcam++. Default: gradient for rrr, else gradcam.")
  private Optional<String> through = Optional.empty();

  @Option(names = "--layer", paramLabel = "LAYER", description = "The layer that the loss explains. Default: the one attention comes after, else the usual one of explain.")
  private Optional<String> layer = Optional.empty();

  @Option(names = "--detach", description = "Take the derivatives in the loss as numbers: no second order.")
  private boolean detach;

  @Option(names = "--guided", paramLabel = "SHARE", description = "The share of the pictures whose mask is known, 0 to 1. Default: 1.")
  private Optional<Double> guided = Optional.empty();

  @Option(names = "--teacher", paramLabel = "FILE", description = "The trained network whose maps distil teaches.")
  private Optional<Path> teacher = Optional.empty();

  /** Whether anything is asked for. */
  boolean isAsked() { return attention.isPresent() || loss.isPresent(); }

  /**
   * Checks that no option is given that has no effect beside the others.
   *
   * @param guide which masks guide, if that is said
   */
  void check(Optional<String> guide) {
    if (loss.isEmpty()) of(guide).findFirst().ifPresent(option -> {
      throw new IllegalArgumentException(option + " is for a loss of an explanation: add --loss NAME:λ");
    });
    if (loss.isEmpty()) return;
    String name = name();
    Optional<ExplanationLoss> plain = plain(name, MapFormula.GRADCAM);
    if (!name.equals(DISTIL) && plain.isEmpty())
      throw new IllegalArgumentException("--loss " + name + ": there is no such loss; " + Names.suggestion(name, names()));
    lambda();
    if (through.isPresent() && plain.filter(Ggam.class::isInstance).isPresent())
      throw new IllegalArgumentException(
          "--through " + through.get() + " has no effect on " + name + ", which is about Grad-CAM's weights");
    checkEffect(name);
    if (name.equals(DISTIL) != teacher.isPresent())
      throw new IllegalArgumentException(
          teacher.isPresent() ? "--teacher is for --loss distil" : "--loss distil: of which network? Add --teacher FILE");
    if (plain.filter(ExplanationLoss::wantsMasks).isEmpty())
      Stream.of(guide.map(_ -> "--guide"), guided.map(_ -> "--guided")).flatMap(Optional::stream).findFirst().ifPresent(option -> {
        throw new IllegalArgumentException(option + " has no effect on " + name + ", which knows no masks");
      });
    if (!(guided() >= 0 && guided() <= 1))
      throw new IllegalArgumentException("--guided " + guided() + ": it is a share of the masks, 0 to 1");
  }

  /** That neither a layer is named for a map that has none, nor derivatives are detached that are never derived. */
  private void checkEffect(String name) {
    if (layer.isPresent() && plain(name, MapFormula.GRADCAM).filter(Ggam.class::isInstance).isEmpty()
        && map() == MapFormula.GRADIENT)
      throw new IllegalArgumentException("--layer " + layer.get() + " has no effect: the gradient by the pixels is of no layer; "
          + "leave it out, or add --through gradcam");
    if (detach && name.equals(new Ggam(Ggam.Form.RELEASED).name()))
      throw new IllegalArgumentException("--detach has no effect on " + name + ", which never derives a derivative");
  }

  /** The options that are given and that are about a loss. */
  private Stream<String> of(Optional<String> guide) {
    return Stream
        .of(through.map(_ -> "--through"), layer.map(_ -> "--layer"), detach ? Optional.of("--detach") : Optional.<String>empty(),
            guide.map(_ -> "--guide"), guided.map(_ -> "--guided"), teacher.map(_ -> "--teacher"))
        .flatMap(Optional::stream);
  }

  /** Checks that a teacher is not overwritten by its student. */
  void checkOut(Path file) {
    teacher.ifPresent(from -> ModelFiles.files(from)
        .forEach(read -> SavingOptions.checkIsNot(file, read, "a file of the teacher, which --teacher " + from + " reads")));
  }

  /** The share of the pictures whose mask is known. */
  double guided() { return guided.orElse(1.0); }

  /** Those that need nothing but the network that is trained. */
  private static Stream<ExplanationLoss> plain(MapFormula map) {
    return Stream.concat(Stream.of(Ggam.Form.values()).map(Ggam::new), OF_MAPS.stream().map(of -> of.apply(map)));
  }

  private static Optional<ExplanationLoss> plain(String name, MapFormula map) {
    return plain(map).filter(loss -> loss.name().equals(name)).findFirst();
  }

  private static List<String> names() {
    return Stream.concat(plain(MapFormula.GRADCAM).map(ExplanationLoss::name), Stream.of(DISTIL)).toList();
  }

  private String name() { return loss.orElseThrow().replaceFirst(":.*", ""); }

  private double lambda() {
    String asked = loss.orElseThrow(), number = asked.contains(":") ? asked.substring(asked.indexOf(':') + 1) : "";
    try {
      double lambda = Double.parseDouble(number);
      if (lambda >= 0 && Double.isFinite(lambda)) return lambda;
    } catch (NumberFormatException _) { // said below
    }
    throw new IllegalArgumentException(
        "--loss " + asked + ": after the colon comes its weight λ, a number, 0 or more, as in " + name() + ":0.5");
  }

  /** The network, with attention if that is asked for. */
  Network network(Network plain) {
    return attention.map(spec -> attention(spec).in(plain)).orElse(plain);
  }

  private static Attention attention(String spec) {
    try {
      return Attention.parse(spec);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--attention " + spec + ": " + e.getMessage(), e);
    }
  }

  /** What is minimised. */
  Objective objective(Network network) {
    if (loss.isEmpty()) return Objective.CROSS_ENTROPY;
    String explained = layer.or(() -> Attention.layerOf(network)).orElseGet(() -> LayerChoice.of(network));
    network.resolve(explained);
    return new GuidedObjective(loss(), lambda(), explained, detach);
  }

  private MapFormula map() {
    return through.map(name -> MapFormula.named(name, Methods.names()))
        .orElse(name().equals("rrr") ? MapFormula.GRADIENT : MapFormula.GRADCAM);
  }

  private ExplanationLoss loss() {
    return plain(name(), map()).orElseGet(this::distillation);
  }

  private MapDistillation distillation() {
    Model teaching = ModelFiles.open(teacher.orElseThrow());
    return new MapDistillation(map(), teaching, LayerChoice.of(teaching.network()));
  }

  /** All of it by name, for a checkpoint; what is not asked for is "nothing", as in checkpoints from before there was any of it. */
  SequencedMap<String, String> settings(Optional<String> guide) {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("--attention", attention.orElse("nothing"));
    settings.put("--loss", loss.orElse("nothing"));
    String more = String.join(" ", Stream.of(through.orElse(""), layer.orElse(""), detach ? "detached" : "", guide.orElse(""),
        guided.map(String::valueOf).orElse(""), teacher.map(Path::toString).orElse("")).filter(text -> !text.isEmpty()).toList());
    teacher.stream().flatMap(file -> ModelFiles.files(file).stream()).map(RecordedFile::of)
        .forEach(file -> settings.put("the SHA-256 of " + file.path(), file.sha256()));
    settings.put("--through, --layer, --detach, --guide, --guided, --teacher", more.isEmpty() ? "nothing" : more);
    return settings;
  }
}
