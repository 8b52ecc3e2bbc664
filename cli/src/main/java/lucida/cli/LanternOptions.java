package lucida.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lucida.judge.guided.GuidedStudy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What says how networks learn scenes with a lantern. */
final class LanternOptions {
  private static final List<String> OF_IT = List.of("--seeds", "--train", "--epochs", "--networks");
  private static final List<String> OF_BOTH = List.of("--method", "--per-class", "--threads", "--out", "--json", "--quiet",
      "--verbose");

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "Of lanterns: how many seeds, 1 to N. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(names = "--train", paramLabel = "N", defaultValue = "4000", description = "Of lanterns: the number of scenes to learn from. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(names = "--epochs", paramLabel = "N", defaultValue = "6", description = "Of lanterns: passes over them. Default: ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(names = "--networks", paramLabel = "DIR", description = "Of lanterns: where the trained networks are kept. Default: .lucida/networks in the home folder.")
  private Optional<Path> networks = Optional.empty();

  int seeds() { return seeds; }

  Path networks() { return networks.orElseGet(RecipeTraining::usualFolder); }

  /** The study at the size that is asked for. */
  GuidedStudy sized(GuidedStudy usual) {
    GuidedStudy.Size size = new GuidedStudy.Size(train, epochs, usual.size().rate(), usual.size().test(), usual.size().judged());
    new TrainingSize(seeds, size.scenes(), size.epochs(), size.rate(), size.test(), size.judged()).check();
    return usual.with(size);
  }

  /** Checks that the options belong together: each has an effect where lanterns are asked for, or where they are not. */
  void check(CommandSpec spec, boolean areAsked) {
    GivenOptions.of(spec).withoutEffect(areAsked, OF_IT, OF_BOTH).ifPresent(name -> {
      throw new IllegalArgumentException(areAsked
          ? name + " has no effect on lanterns: add --images, --scenes or --model, whose maps it is about, or leave it out"
          : name + " is for lanterns, which are learned where no pictures and no network are named: leave it out");
    });
  }
}
