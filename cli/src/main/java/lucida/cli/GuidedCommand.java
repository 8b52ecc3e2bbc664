package lucida.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import lucida.judge.guided.GuidedStudies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucida experiment guided}: Does a network that is shown where to look look away from what goes with a class by chance? */
@Command(name = "guided", mixinStandardHelpOptions = true, sortOptions = false, description = {
    GuidedCommand.QUESTION + " " + GuidedCommand.IDEA,
    StudyOptions.KEPT
        + "Writes guided.csv, .md, .json, .svg, .png, how losses went as guided-curves.csv, .svg, .png, pictures.png and report.html."}, footer = {
            "", "Examples:", "  lucida experiment guided --out guided",
            "  lucida experiment guided --arm baseline --seeds 1 --train 64 --epochs 1"})
final class GuidedCommand implements Callable<Integer> {
  static final String QUESTION = "Does a network that is shown where to look look away from what goes with a class by chance?";
  static final String IDEA = "In training a lantern hangs in every scene of one class and in no other; in the test in half of all. Masks of the objects guide by losses of Rao et al. (2023, arXiv 2303.11932), Ross et al. (2017) and Li et al. (2018).";
  private static final StudyOptions.StudyText TEXT = new StudyOptions.StudyText(QUESTION, IDEA,
      "Share of unseen scenes that are classified right, in per cent: of all, of the four groups by class and lantern, and of the worst of them.",
      "In per cent: of Grad-CAM's energy what is on the lantern, and on the object.");

  @Spec
  private CommandSpec spec;

  @Mixin
  private StudyOptions options;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException { return options.run(GuidedStudies.named(spec.name()), TEXT, spec, quiet); }
}
