package lucida.cli;

import java.util.Optional;
import lucida.core.kernel.KernelChoice;
import picocli.CommandLine.Option;

/** Which kernels a command computes with: options that several commands share. */
final class KernelOptions {
  @Option(names = "--kernels", paramLabel = "NAME", description = "Compute with these kernels: vector, scalar or nd4j. Default: the fastest that can run here.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--threads", paramLabel = "N", description = "Use at most N threads. Default: one per processor.")
  private Optional<Integer> threads = Optional.empty();

  int threads() {
    return threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /** Refuses its options where nothing is computed. */
  void checkUnused(String remedy) {
    if (name.isPresent() || threads.isPresent())
      throw new IllegalArgumentException(
          (name.isPresent() ? "--kernels" : "--threads") + " has no effect where nothing is computed: " + remedy);
  }

  /** The kernels asked for; without options the standard choice of the process. */
  KernelChoice choice() {
    if (name.isEmpty()) return threads.isEmpty() ? KernelChoice.standard() : KernelChoice.best(threads());
    if (name.get().equals("nd4j") && !KernelChoice.names().contains("nd4j"))
      throw new IllegalArgumentException(
          "the nd4j kernels are not built: run 'mvn -Dquick -DskipTests -pl kernels/nd4j -am package' once (about 140 MB)");
    return KernelChoice.named(name.get(), threads());
  }
}
