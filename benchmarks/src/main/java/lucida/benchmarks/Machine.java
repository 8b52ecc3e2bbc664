package lucida.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.incubator.vector.FloatVector;

/** The machine a table was measured on. */
public record Machine(String processor, int processors, int vectorBits, String system, String jdk, String commit, boolean isDirty) {
  /** This machine, and the commit of the working tree. */
  public static Machine here(Path root) {
    return new Machine(processorName(), Runtime.getRuntime().availableProcessors(), FloatVector.SPECIES_PREFERRED.vectorBitSize(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
        said("git", "-C", root.toString(), "rev-parse", "--short=12", "HEAD").findFirst().orElse("unknown"),
        said("git", "-C", root.toString(), "status", "--porcelain", "--", ":/", ":(exclude)benchmarks/results").findAny()
            .isPresent());
  }

  private static String processorName() {
    return Stream
        .concat(lines(Path.of("/proc/cpuinfo")), said("sysctl", "-n", "machdep.cpu.brand_string").map(s -> "model name: " + s))
        .filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst()
        .orElse("unknown processor");
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** The lines a command prints; none if it does not exist or fails. */
  private static Stream<String> said(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.lines() : Stream.empty();
    } catch (IOException e) {
      return Stream.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.empty();
    }
  }

  @Override
  public String toString() {
    return processor + ", " + processors + " processors, vectors of " + vectorBits + " bits; " + system + "; JDK: " + jdk
        + "; commit "
        + commit + (isDirty ? " with uncommitted changes" : "");
  }
}
