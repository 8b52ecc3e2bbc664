package lucida.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import lucida.judge.guided.GuidedStudies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucida experiment distil}: Does a student learn more from its teacher's maps? */
@Command(name = "distil", mixinStandardHelpOptions = true, sortOptions = false, description = {
    DistilCommand.QUESTION + " " + DistilCommand.IDEA,
    StudyOptions.KEPT
        + "Writes distil.csv, .md, .json, .svg, .png, how losses went as distil-curves.csv, .svg, .png, pictures.png and report.html."}, footer = {
            "", "Examples:", "  lucida experiment distil --out distil",
            "  lucida experiment distil --arm baseline --seeds 1 --train 64 --epochs 1"})
final class DistilCommand implements Callable<Integer> {
  static final String QUESTION = "Does a student learn more from its teacher's maps?";
  static final String IDEA = "A small network learns scenes with and without the maps of the bundled one (section 6 of Chattopadhay et al. 2018, arXiv 1710.11063).";
  private static final StudyOptions.StudyText TEXT = new StudyOptions.StudyText(QUESTION, IDEA,
      "Share of unseen scenes that are classified right, in per cent, and the distance of the maps from the teacher's.",
      "In per cent: of Grad-CAM's energy what is on the object; localisation-error is lower where better.");

  @Spec
  private CommandSpec spec;

  @Mixin
  private StudyOptions options;

  @Mixin
  private QuietOption quiet;

  @Override
  public Integer call() throws IOException { return options.run(GuidedStudies.named(spec.name()), TEXT, spec, quiet); }
}
