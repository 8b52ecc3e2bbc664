package lucida.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.cam.NotApplicableException;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.cam.training.MapFormula;
import lucida.core.Shape;
import lucida.judge.adversarial.Attack;
import lucida.judge.adversarial.Goal;
import lucida.judge.adversarial.MapAttack;
import lucida.judge.adversarial.Norm;
import lucida.judge.adversarial.ProjectedAscent;
import lucida.judge.adversarial.RandomNoise;
import lucida.judge.adversarial.ScoreAttack;
import lucida.layers.Names;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How pictures are attacked, and by how much. */
final class AttackOptions {
  private static final String ALL = "all";
  private static final List<String> THERE = List.of("fgsm", "fgsm-2", "pgd", "pgd-2", "targeted", "targeted-2", "map", "noise");
  private static final List<String> USUAL = List.of("fgsm", "pgd", "pgd-2", "targeted", "map", "noise");
  /** A targeted attack that ends where it is says how far it went. */
  private static final int DOUBLINGS = 3;
  private static final int MOST_STEPS = 100_000;
  /** ‖δ‖₂ that is as large a part of a picture as 0.5 of 3 × 32 × 32 samples, which is usual for CIFAR-10. */
  private static final double HALF_OF_CIFAR = 0.5 / Math.sqrt(3 * 32 * 32);

  /** Options that have an effect on some attacks alone. */
  private static final Map<String, List<String>> OF_SOME = Map.of("--target", List.of("targeted", "targeted-2"),
      "--epsilon", List.of("fgsm", "pgd", "targeted", "map", "noise"), "--epsilon-2", List.of("fgsm-2", "pgd-2", "targeted-2"),
      "--attack-steps", List.of("pgd", "pgd-2"), "--most-steps", List.of("targeted", "targeted-2", "map"), "--map", List.of("map"),
      "--beta", List.of("map"), "--tolerance", List.of("map"));

  /** What a shell may complete. */
  static final class Candidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() { return Stream.concat(Stream.of(ALL), THERE.stream()).iterator(); }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--attacks", paramLabel = "NAME", split = ",", completionCandidates = Candidates.class, description = "What changes the pictures, comma-separated: fgsm and fgsm-2 (one step of the fast gradient method), pgd and pgd-2 (projected gradient ascent), targeted and targeted-2 (until another class has p > 0.9999 and the true one p < 0.0001, by up to 8 E where E is not enough), map (moves the map while the scores stay), noise (the control), or all. Those with -2 are bounded by the 2-norm, the others by the largest change of a sample. Default: fgsm, pgd, pgd-2, targeted, map, noise.")
  private List<String> attacks = List.of();

  @Option(names = "--epsilon", paramLabel = "E", defaultValue = "8/255", description = "The largest change of a sample, of samples from 0 to 1: a number or a fraction. Default: 8/255.")
  private String epsilon;

  @Option(names = "--epsilon-2", paramLabel = "E", description = "The 2-norm of the change of all samples. Default: as much for a sample as 0.5 is for 3×32×32, that is 1 for pictures of 64×64, 3.5 for 224×224.")
  private Optional<String> epsilon2 = Optional.empty();

  @Option(names = "--attack-steps", paramLabel = "N", defaultValue = "20", description = "Steps of pgd and pgd-2, each of 2.5 E/N. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(names = "--most-steps", paramLabel = "N", defaultValue = "200", description = "Steps of targeted, targeted-2 and map at most. Default: ${DEFAULT-VALUE}.")
  private int mostSteps;

  @Option(names = "--target", paramLabel = "CLASS", description = "The class that targeted attacks want, by name or number. Default: the least probable one of each picture.")
  private Optional<String> target = Optional.empty();

  @Option(names = "--map", paramLabel = "NAME", defaultValue = "gradcam", description = "Which map the attack map moves: gradient, gradcam, gradcam++-closed or gradcam++. Default: ${DEFAULT-VALUE}.")
  private String map;

  @Option(names = "--beta", paramLabel = "B", defaultValue = "30", description = "The attack map climbs by derivatives of the network with softplus(B x)/B in place of its ReLUs, whose second derivatives vanish; 0 for the network itself. Default: ${DEFAULT-VALUE}.")
  private double beta;

  @Option(names = "--tolerance", paramLabel = "P", defaultValue = "0.05", description = "How much a probability may change while the attack map moves the map. Default: ${DEFAULT-VALUE}.")
  private double tolerance;

  /**
   * The attacks that are asked for.
   *
   * @param labels of the network's classes
   * @param picture [C, H, W]
   */
  List<Attack> attacks(ClassLabels labels, Shape picture) {
    Count.check("--attack-steps", steps, MOST_STEPS);
    Count.check("--most-steps", mostSteps, MOST_STEPS);
    if (!(beta >= 0 && beta <= 1e6)) throw new IllegalArgumentException("--beta " + beta + ": the range is 0 to 1000000");
    if (!(tolerance > 0 && tolerance <= 1))
      throw new IllegalArgumentException("--tolerance " + tolerance + ": it is a probability, above 0 and at most 1");
    double largest = number("--epsilon", epsilon), most = Math.sqrt(picture.size());
    if (largest > 1) throw new IllegalArgumentException("--epsilon " + epsilon + ": samples are from 0 to 1, so the most is 1");
    double length = epsilon2.map(text -> number("--epsilon-2", text)).orElse(HALF_OF_CIFAR * most);
    if (length > most)
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "--epsilon-2 %s: from black to white it is %.4g for pictures of %s",
              epsilon2.orElse(""), most, picture));
    Goal.Towards towards = new Goal.Towards(
        target.map(text -> OptionalInt.of(classNumber(labels, text))).orElse(OptionalInt.empty()),
        DOUBLINGS);
    MapFormula formula = formula();
    checkEffects();
    return names().stream().map(name -> of(name, largest, length, towards, formula)).toList();
  }

  /** An option of attacks that are not asked for has no effect. */
  private void checkEffects() {
    GivenOptions.of(command).first(name -> names().stream().noneMatch(OF_SOME.getOrDefault(name, THERE)::contains))
        .ifPresent(name -> {
          List<String> of = OF_SOME.getOrDefault(name, THERE);
          throw new IllegalArgumentException(
              name + " is for " + String.join(", ", of) + ", and --attacks names "
                  + (of.size() == 1 ? "no such one" : "none of them"));
        });
  }

  private Attack of(String name, double largest, double length, Goal.Towards towards, MapFormula formula) {
    Goal away = new Goal.Away();
    return switch (name) {
      case "fgsm" -> new ScoreAttack(name, ProjectedAscent.fast(Norm.INFINITY, largest), away);
      case "fgsm-2" -> new ScoreAttack(name, ProjectedAscent.fast(Norm.TWO, length), away);
      case "pgd" -> new ScoreAttack(name, ProjectedAscent.of(Norm.INFINITY, largest, steps), away);
      case "pgd-2" -> new ScoreAttack(name, ProjectedAscent.of(Norm.TWO, length, steps), away);
      case "targeted" -> new ScoreAttack(name, slow(Norm.INFINITY, largest), towards);
      case "targeted-2" -> new ScoreAttack(name, slow(Norm.TWO, length), towards);
      case "map" ->
        new MapAttack(formula, slow(Norm.INFINITY, largest), beta == 0 ? OptionalDouble.empty() : OptionalDouble.of(beta),
            1, tolerance);
      default -> new RandomNoise(largest);
    };
  }

  /** Steps of a twentieth of the way: an attack that stops when it is there need not know how many it takes. */
  private ProjectedAscent slow(Norm norm, double radius) {
    return new ProjectedAscent(norm, radius, mostSteps, radius / 20, false);
  }

  private List<String> names() {
    List<String> asked = attacks.isEmpty() ? USUAL : attacks.stream().map(String::strip).distinct().toList();
    if (asked.contains(ALL)) return THERE;
    asked.stream().filter(name -> !THERE.contains(name)).findFirst().ifPresent(name -> {
      throw new IllegalArgumentException("--attacks " + name + ": there are " + String.join(", ", THERE) + ", all; "
          + Names.suggestion(name, THERE));
    });
    return asked;
  }

  private MapFormula formula() {
    try {
      return MapFormula.named(map, Methods.names());
    } catch (NotApplicableException e) {
      throw new IllegalArgumentException("--map " + map + ": " + e.getMessage(), e);
    }
  }

  private static int classNumber(ClassLabels labels, String text) {
    return switch (labels.find(text)) {
      case Target.OfClass(int id) -> id;
      case Target.Against _ -> throw new IllegalArgumentException("--target " + text + ": it is no class");
    };
  }

  /** "0.03" or "8/255". */
  private static double number(String option, String text) {
    List<String> parts = List.of(text.strip().split("/", -1));
    try {
      double value = parts.stream().map(Double::parseDouble).reduce((a, b) -> a / b).orElseThrow();
      if (parts.size() <= 2 && value > 0 && Double.isFinite(value)) return value;
    } catch (NumberFormatException _) {
      // said below
    }
    throw new IllegalArgumentException(option + " " + text + ": it is a number above 0, or a fraction as in 8/255");
  }

  /** For the record. */
  static String words(List<Attack> attacks) {
    return attacks.stream().map(attack -> attack.title() + ": " + attack.words()).collect(Collectors.joining("; "));
  }
}
