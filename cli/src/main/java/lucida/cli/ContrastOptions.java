package lucida.cli;

import java.util.Optional;
import lucida.cam.Probe;
import lucida.cam.Target;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.ScoreKind;
import lucida.layers.score.NearestContrast;
import picocli.CommandLine.Option;

/** Whether a class is explained by itself, or by what it has that others near it do not. */
final class ContrastOptions {
  private static final double USUAL = 0.6;

  @Option(names = "--contrast", paramLabel = "N", description = "Explain what a class has that the N classes with the nearest scores do not: its score less a part of their mean (Finer-CAM). Default: the class by itself.")
  private Optional<Integer> others = Optional.empty();

  @Option(names = "--contrast-part", paramLabel = "G", description = "The part of the others' mean that --contrast takes away, 0 to 10. Default: 0.6.")
  private Optional<Double> part = Optional.empty();

  /** Checks what does not depend on a picture. */
  void check(int classes) {
    if (others.isEmpty() && part.isPresent())
      throw new IllegalArgumentException("--contrast-part is of --contrast: say with how many classes, as --contrast 3");
    part.filter(g -> !(g >= 0 && g <= 10)).ifPresent(g -> {
      throw new IllegalArgumentException("--contrast-part " + g + ": the range is 0 to 10");
    });
    if (others.isPresent() && classes < 2)
      throw new IllegalArgumentException("--contrast is for networks of several scores; this one has 1");
    others.ifPresent(n -> Count.check("--contrast", n, classes - 1));
  }

  /** "each class less 0.6 of the mean of the 3 with the nearest scores", if it is asked for. */
  Optional<String> text() {
    return others.map(n -> "each class less " + part.orElse(USUAL) + " of the mean of the " + n + " with the nearest scores");
  }

  /** The question about the same picture, with the contrast of each class in the place of its score. */
  Probe of(Probe probe, ComputationOptions computation) {
    if (others.isEmpty()) return probe;
    Model model = probe.subject().model();
    Network contrasted = model.network()
        .followedBy("contrast", NearestContrast.of(probe.logits(), others.get(), part.orElse(USUAL))).withScores(ScoreKind.VALUE);
    return computation.subject(new Model(contrasted, model.weights()), probe.subject().layer(), probe.executor())
        .reporting(probe.subject().progress()).probe(probe.x(), Target.predicted());
  }
}
