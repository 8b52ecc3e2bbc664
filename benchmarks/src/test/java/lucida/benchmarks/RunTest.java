package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lucida.core.Precision;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class RunTest {
  private static Command command(String words) throws CommandLineOptionException { return Command.of(List.of(words.split(" "))); }

  private static String refusal(String words) {
    return assertThrows(IllegalArgumentException.class, () -> Catalogue.standard().trials(command(words))).getMessage();
  }

  /** Kernels vary fastest; values from the command line replace those of the benchmark. */
  @Test
  void trialsAreAllCombinations() throws CommandLineOptionException {
    List<Trial> trials = Catalogue.standard().trials(command("MatrixProductBenchmark.product -p size=3,4 -p precision=FLOAT64"));
    assertEquals(List.of("scalar 3", "vector 3", "nd4j 3", "scalar 4", "vector 4", "nd4j 4"),
        trials.stream().map(t -> t.kernels() + " " + t.parameters().get("size")).toList());
  }

  @Test
  void anUnknownNameIsSaid() {
    String said = refusal("Nothing");
    assertTrue(said.startsWith("there is no benchmark 'Nothing'; choose from AlgorithmBenchmark, CellwiseBenchmark, "), said);
  }

  /** JMH takes no notice of a parameter that there is not, and would run the whole matrix. */
  @Test
  void anUnknownParameterIsSaid() {
    for (String option : List.of("-p sizes=3", "-psizes=3", "-p=sizes=3", "-p size=3 -p sizes=3"))
      assertEquals("MatrixProductBenchmark has no parameter 'sizes'; its parameters are kernels, precision, size",
          refusal("MatrixProductBenchmark " + option));
    assertEquals("TrainingStepBenchmark has no parameter 'size'; it has none", refusal("TrainingStepBenchmark -p size=3"));
  }

  /** The profilers' option begins like the parameters'. */
  @Test
  void aProfilerIsNoParameter() throws CommandLineOptionException {
    assertEquals(List.of(), command("WorkersBenchmark -prof gc -wi 1").parameters());
  }

  @Test
  void aTableOfOneRoundIsNotKept() throws CommandLineOptionException {
    assertTrue(command("WorkersBenchmark --keep").isKept());
    assertTrue(command("WorkersBenchmark -f 4 --keep").isKept());
    assertFalse(command("WorkersBenchmark -f 1").isKept());
    assertEquals("a table that is kept needs at least 3 rounds, not 1: omit -f, or --keep",
        refusal("WorkersBenchmark --keep -f 1"));
  }

  /** Every table that is committed says how far its rounds lie apart. */
  @Test
  void tablesThatAreKeptHaveASpread() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("results"))) {
      for (Path table : files.filter(file -> file.toString().endsWith(".md")).toList()) {
        String text = Files.readString(table);
        Matcher rounds = Pattern.compile("rounds in turns: (\\d+)").matcher(text);
        assertTrue(rounds.find() && Integer.parseInt(rounds.group(1)) >= Command.ROUNDS && text.contains(" ± "), table.toString());
      }
    }
  }

  @Test
  void theListSaysWhatEachMeasures() {
    List<String> lines = Catalogue.standard().listing().lines().toList();
    assertEquals(Catalogue.standard().names(), lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    assertTrue(lines.contains("MatrixProductBenchmark  the three faces of the matrix product, on square matrices"),
        lines.toString());
  }

  /** In real forks, as short as can be: one round of one call, between two measurements of the peak. */
  @Test
  void aSessionMeasuresPeakAndTrials() throws RunnerException, CommandLineOptionException {
    Command command = command("MatrixProductBenchmark.product -wi 0 -i 1 -r 10ms -p size=8 -p kernels=scalar -p precision=FLOAT64");
    List<Trial> trials = Catalogue.standard().trials(command);
    Session session = new Session(new Forks(command.options()), new PrintStream(OutputStream.nullOutputStream()));
    List<Measured> measured = session.run(trials, 1);
    assertEquals(trials, measured.stream().map(Measured::trial).toList());
    assertTrue(measured.getFirst().median(Round::seconds) > 0);
    assertEquals(2, session.peaks().size());
    assertTrue(session.peaks().stream().allMatch(peak -> peak.keySet().equals(Set.of(Precision.FLOAT64))));
    assertEquals(1, session.results().size());
  }

  /** VGG16's second layer is 3.7 GFLOP: seconds for scalar kernels. */
  @Test
  void scalarKernelsStayOutOfLongTrials() throws RunnerException, CommandLineOptionException {
    Trial trial = new Trial(ConvolutionBenchmark.class.getName(), "forward",
        Map.of("kernels", "scalar", "batch", "1", "layer", "64x224x224-64k3p1"));
    Session session = new Session(new Forks(new CommandLineOptions()), new PrintStream(OutputStream.nullOutputStream()));
    assertEquals(List.of(new Measured(trial, List.of())), session.run(List.of(trial), 1));
  }
}
