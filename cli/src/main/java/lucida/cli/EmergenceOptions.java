package lucida.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A training in which detectors are counted. */
final class EmergenceOptions {
  private static final int MOST_EPOCHS = 1000;
  private static final int MOST_SCENES = 1_000_000;
  private static final List<String> OF_IT = List.of("--emergence", "--architecture", "--training-scenes", "--resume");
  /** What has an effect on it beside: the others say which network and pictures are looked at, where none is trained. */
  private static final List<String> OF_BOTH = List.of("--scenes", "--layer", "--above", "--seed", "--batch", "--executor",
      "--kernels",
      "--threads", "--out", "--json", "--quiet", "--verbose");

  @Option(names = "--emergence", paramLabel = "EPOCHS", description = "Train a network on scenes for so many epochs, and count after each, and before the first, of how many things its layers have detectors.")
  private Optional<Integer> epochs = Optional.empty();

  @Option(names = "--architecture", paramLabel = "NAME", description = "What --emergence trains: a built-in architecture. Default: scenes-resnet.")
  private Optional<String> architecture = Optional.empty();

  @Option(names = "--training-scenes", paramLabel = "N", description = "On how many scenes --emergence trains. Default: 6000.")
  private Optional<Integer> scenes = Optional.empty();

  @Option(names = "--resume", description = "Go on with an --emergence that was stopped, after its last epoch.")
  private boolean resume;

  boolean isAsked() { return epochs.isPresent(); }

  boolean resumes() { return resume; }

  int epochs() { return epochs.orElseThrow(); }

  String architecture() { return architecture.orElse("scenes-resnet"); }

  int scenes() { return scenes.orElse(6000); }

  /** Checks the numbers, and that the options belong together. */
  void check(CommandSpec spec) {
    epochs.ifPresent(n -> Count.check("--emergence", n, MOST_EPOCHS));
    scenes.ifPresent(n -> Count.check("--training-scenes", n, 64, MOST_SCENES));
    GivenOptions.of(spec).withoutEffect(isAsked(), OF_IT, OF_BOTH).ifPresent(name -> {
      throw new IllegalArgumentException(isAsked()
          ? name + " has no effect with --emergence, which trains a network of its own on scenes: leave out one of them"
          : name + " is for --emergence EPOCHS, which is missing");
    });
  }
}
