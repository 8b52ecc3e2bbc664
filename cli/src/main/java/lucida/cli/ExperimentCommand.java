package lucida.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucida experiment}: questions about methods, answered by measurements that anybody can repeat. */
@Command(name = "experiment", mixinStandardHelpOptions = true, subcommands = {ShortcutCommand.class,
    CamSurgeryCommand.class, GgamCommand.class, GuidedCommand.class,
    DistilCommand.class,
    WordsCommand.class}, synopsisSubcommandLabel = "NAME", commandListHeading = "%nExperiments:%n", description = "Runs an experiment on bundled networks and pictures, from a seed, and writes its tables and plots.", footer = {
        "", "Examples:", "  lucida experiment shortcut --out shortcut", "  lucida experiment cam-surgery --out surgery",
        "  lucida experiment ggam --out ggam"})
final class ExperimentCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  /** Without a name there is nothing to do but to say which there are. */
  @Override
  public void run() { spec.commandLine().usage(spec.commandLine().getOut()); }
}
