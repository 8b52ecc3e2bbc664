package lucida.benchmarks.peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a process takes to its first result, and what it holds at most.
 *
 * @param opening seconds for reading the network and making it ready
 * @param first seconds from the start of the virtual machine to the first result, the opening among them
 * @param resident bytes in memory at the highest; only Linux says
 */
record ColdStart(double opening, double first, OptionalDouble resident) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String HIGHEST = "VmHWM:";

  /** Seconds since the virtual machine began, some hundredths of a second after its process. */
  static double age(long milliseconds) {
    return (milliseconds - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
  }

  /** The most that this process has held in memory so far. */
  static OptionalDouble residentHere() throws IOException {
    if (!Files.isReadable(STATUS)) return OptionalDouble.empty();
    try (Stream<String> lines = Files.lines(STATUS)) {
      return resident(lines);
    }
  }

  /** By Linux's own table, in which a unit of 1024 bytes is called kB. */
  static OptionalDouble resident(Stream<String> status) {
    return status.filter(line -> line.startsWith(HIGHEST))
        .mapToDouble(line -> 1024 * Double.parseDouble(line.substring(HIGHEST.length()).replace("kB", "").strip())).findFirst();
  }
}
