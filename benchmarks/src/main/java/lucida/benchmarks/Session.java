package lucida.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import lucida.core.Precision;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs trials in rounds. A round runs each trial in turn in a new virtual machine, so that disturbances affect all trials alike. The
 * machine's peak is measured before the first round and after each one.
 */
final class Session {
  /** Scalar kernels take seconds for a call with more operations than this, and are skipped. */
  private static final double SCALAR_FLOP = 1e8;

  private final Forks forks;
  private final PrintStream progress;
  private final List<Map<Precision, Double>> peaks = new ArrayList<>();
  private final Map<Trial, List<RunResult>> results = new LinkedHashMap<>();

  Session(Forks forks, PrintStream progress) {
    this.forks = forks;
    this.progress = progress;
  }

  /** Measures the trials. Scalar kernels are skipped in long trials unless the options name the kernels. */
  List<Measured> run(List<Trial> trials, int rounds) throws RunnerException {
    List<Trial> run = trials.stream().filter(trial -> !isTooLong(trial)).toList();
    peaks.add(peak(run));
    for (int round = 1; round <= rounds; round++) {
      for (Trial trial : run) {
        progress.println("round " + round + " of " + rounds + ": " + trial);
        results.computeIfAbsent(trial, t -> new ArrayList<>()).add(forks.run(trial));
      }
      peaks.add(peak(run));
    }
    return trials.stream().map(this::measured).toList();
  }

  /** All results, for JMH's own files. */
  List<RunResult> results() {
    return results.values().stream().map(Forks::merged).toList();
  }

  /** The measured peaks, in FLOP/s. */
  List<Map<Precision, Double>> peaks() { return peaks; }

  private boolean isTooLong(Trial trial) {
    return trial.kernels().equals("scalar") && !forks.asksFor(Trial.KERNELS)
        && trial.count().filter(c -> c.unit() == WorkPerCall.Unit.FLOP && c.operations() > SCALAR_FLOP).isPresent();
  }

  private Map<Precision, Double> peak(List<Trial> trials) throws RunnerException {
    Map<Precision, Double> peak = new EnumMap<>(Precision.class);
    for (Precision precision : new TreeSet<>(trials.stream().map(Trial::precision).toList())) {
      Trial trial = new Trial(FmaPeak.class.getName(), precision.name().toLowerCase(Locale.ROOT), Map.of());
      RunResult result = forks.runOnAllProcessors(trial);
      peak.put(precision, new Round(Forks.seconds(result), result.getParams().getThreads(), 1).rate(trial.count().orElseThrow()));
    }
    return peak;
  }

  private Measured measured(Trial trial) {
    List<Round> rounds = new ArrayList<>();
    for (RunResult result : results.getOrDefault(trial, List.of())) {
      double before = peaks.get(rounds.size()).getOrDefault(trial.precision(), Double.NaN);
      double after = peaks.get(rounds.size() + 1).getOrDefault(trial.precision(), Double.NaN);
      rounds.add(new Round(Forks.seconds(result), result.getParams().getThreads(), (before + after) / 2));
    }
    return new Measured(trial, rounds);
  }
}
