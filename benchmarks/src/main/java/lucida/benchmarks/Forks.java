package lucida.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs trials in virtual machines of their own, which inherit the flags of this one. */
record Forks(Options options) {
  /** Runs a trial. */
  RunResult run(Trial trial) throws RunnerException {
    return run(fork(trial));
  }

  /** Runs a trial in as many threads as there are processors. */
  RunResult runOnAllProcessors(Trial trial) throws RunnerException {
    return run(fork(trial).threads(Threads.MAX));
  }

  /** Prints the output of the new virtual machine only if it fails. */
  private static RunResult run(ChainedOptionsBuilder fork) throws RunnerException {
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      return new Runner(fork.build()).runSingle();
    } catch (RunnerException e) {
      System.err.print(said.toString(StandardCharsets.UTF_8));
      throw e;
    } finally {
      System.setOut(out);
    }
  }

  private ChainedOptionsBuilder fork(Trial trial) {
    ChainedOptionsBuilder fork = new OptionsBuilder().parent(options)
        .include("^" + Pattern.quote(trial.type() + "." + trial.method()) + "$").forks(1).verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
    trial.parameters().forEach(fork::param);
    return fork;
  }

  /** Whether the options set this parameter. */
  boolean asksFor(String parameter) {
    return options.getParameter(parameter).hasValue();
  }

  /** The time of one call. */
  static double seconds(RunResult result) {
    BenchmarkParams params = result.getParams();
    double unit = (double) params.getTimeUnit().toNanos(1) / TimeUnit.SECONDS.toNanos(1);
    double score = result.getPrimaryResult().getScore();
    return params.getMode() == Mode.Throughput ? params.getThreads() * unit / score : score * unit;
  }

  /** Merges the rounds of one trial into one result of several forks. */
  static RunResult merged(List<RunResult> rounds) {
    return new RunResult(rounds.getFirst().getParams(), rounds.stream().flatMap(r -> r.getBenchmarkResults().stream()).toList());
  }
}
