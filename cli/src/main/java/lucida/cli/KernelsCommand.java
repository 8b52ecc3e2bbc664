package lucida.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lucida kernels}: which kernels there are, which run and why, whether they are right, and how fast. */
@Command(name = "kernels", mixinStandardHelpOptions = true, description = {
    "Lists the kernels, says which ones are chosen and why, compares them with the scalar definition, and measures them.",
    "The same choice for other programs: -Dlucida.kernels=NAME -Dlucida.threads=N."}, footer = {"", "Examples:",
        "  lucida kernels", "  lucida kernels --kernels scalar", "  lucida kernels --kernels vector --threads 1"})
final class KernelsCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Mixin
  private KernelOptions options;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    KernelChoice choice = options.choice();
    for (String name : KernelChoice.names())
      out.println((name.equals(choice.kernels().name()) ? "* " : "  ") + "%-8s".formatted(name) + description(name));
    out.println("chosen: " + choice.reason());
    out.flush();
    KernelTrial trial = KernelTrial.of(choice.kernels());
    out.println(String.format(Locale.ROOT, "%s with the definition: off by %.2g ulp in float32, %.2g ulp in float64",
        trial.agrees() ? "agrees" : "DOES NOT AGREE", trial.float32(), trial.float64()));
    out.println(String.format(Locale.ROOT, "matrix product in float32: %.3g GFLOP/s", trial.gigaflops()));
    return trial.agrees() ? 0 : 1;
  }

  private String description(String name) {
    try {
      Kernels kernels = KernelChoice.named(name, options.threads()).kernels();
      return kernels.description();
    } catch (IllegalStateException | LinkageError e) {
      return "cannot run here: " + e.getMessage();
    }
  }
}
