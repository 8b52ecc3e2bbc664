package lucida.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import lucida.judge.guided.GuidedStudies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucida experiment ggam}: Does attention that is pulled towards Grad-CAM's weights help? */
@Command(name = "ggam", mixinStandardHelpOptions = true, sortOptions = false, description = {
    GgamCommand.QUESTION + " " + GgamCommand.IDEA,
    StudyOptions.KEPT
        + "Writes ggam.csv, .md, .json, .svg, .png, how losses went as ggam-curves.csv, .svg, .png, pictures.png and report.html."}, footer = {
            "", "Examples:", "  lucida experiment ggam --out ggam",
            "  lucida experiment ggam --arm both --seeds 1 --train 64 --epochs 1"})
final class GgamCommand implements Callable<Integer> {
  static final String QUESTION = "Does attention that is pulled towards Grad-CAM's weights help?";
  static final String IDEA = "Fish that differ in their tail alone are learned with channel attention, spatial attention, both and none, with the GGAM loss (Xu et al. 2021, arXiv 2101.09666) and without, derived twice and not, with several weights.";
  private static final StudyOptions.StudyText TEXT = new StudyOptions.StudyText(QUESTION, IDEA,
      "Share of unseen fish that are classified right, in per cent, and the loss of GGAM on them, as printed and normalised.",
      "In per cent: of Grad-CAM's energy what is on the tail, which alone decides, and on the fish; localisation-error is lower where better.");

  @Spec
  private CommandSpec spec;

  @Mixin
  private StudyOptions options;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException { return options.run(GuidedStudies.named(spec.name()), TEXT, spec, quiet); }
}
