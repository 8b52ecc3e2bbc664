package lucida.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands, in the order of the help. */
final class Commands {
  static final List<Class<?>> ALL = List.of(ExplainCommand.class, CaptionCommand.class, AskCommand.class, EvaluateCommand.class,
      SanityCommand.class, FailuresCommand.class,
      AdversarialCommand.class, BiasCommand.class, NeuronsCommand.class, StudyCommand.class, EquationsCommand.class,
      DerivativesCommand.class, CompareCommand.class, MethodsCommand.class, MetricsCommand.class, SuiteCommand.class,
      ModelsCommand.class, InspectCommand.class, ConvertCommand.class, TrainCommand.class, FinetuneCommand.class,
      PlayCommand.class, ExperimentCommand.class,
      DeriveCommand.class, ShellCommand.class, KernelsCommand.class, CompletionCommand.class, ManualCommand.class,
      HelpCommand.class);
  /** Those that speak of the others. */
  private static final List<Class<?>> OF_OTHERS = List.of(CompletionCommand.class, ManualCommand.class, HelpCommand.class);

  private Commands() {}

  /**
   * Those that arguments may be about: the one that they begin with, none where the version alone is asked for, else all, as where help is asked for
   * first. Reading the options of all takes longer than some runs.
   */
  static List<Class<?>> of(List<String> args) {
    if (args.equals(List.of("--version"))) return List.of();
    Optional<String> word = args.stream().filter(arg -> !arg.equals("--verbose")).findFirst();
    Optional<Class<?>> named = ALL.stream().filter(type -> word.equals(Optional.of(name(type)))).findFirst();
    return named.filter(type -> !OF_OTHERS.contains(type)).<List<Class<?>>>map(List::of).orElse(ALL);
  }

  private static String name(Class<?> type) { return type.getAnnotation(Command.class).name(); }
}
