package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lucida.core.Precision;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class RunTest {
  /** Kernels vary fastest; values from the command line replace those of the benchmark. */
  @Test
  void trialsAreAllCombinations() throws CommandLineOptionException {
    List<Trial> trials = Catalogue.standard().trials("MatrixProductBenchmark.product",
        new CommandLineOptions("-p", "size=3,4", "-p", "precision=FLOAT64"));
    assertEquals(List.of("scalar 3", "vector 3", "nd4j 3", "scalar 4", "vector 4", "nd4j 4"),
        trials.stream().map(t -> t.kernels() + " " + t.parameters().get("size")).toList());
  }

  @Test
  void anUnknownNameIsSaid() throws CommandLineOptionException {
    CommandLineOptions none = new CommandLineOptions();
    String said = assertThrows(IllegalArgumentException.class, () -> Catalogue.standard().trials("Nothing", none)).getMessage();
    assertTrue(said.startsWith("no benchmark named 'Nothing'; there are CellwiseBenchmark, "), said);
  }

  /** In real forks, as short as can be: one round of one call, between two measurements of the peak. */
  @Test
  void aSessionMeasuresPeakAndTrials() throws RunnerException, CommandLineOptionException {
    CommandLineOptions options = new CommandLineOptions("-wi", "0", "-i", "1", "-r", "10ms", "-p", "size=8", "-p", "kernels=scalar",
        "-p",
        "precision=FLOAT64");
    List<Trial> trials = Catalogue.standard().trials("MatrixProductBenchmark.product", options);
    Session session = new Session(new Forks(options), new PrintStream(OutputStream.nullOutputStream()));
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
