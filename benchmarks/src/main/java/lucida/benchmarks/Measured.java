package lucida.benchmarks;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A trial and its rounds; none if it was skipped. */
record Measured(Trial trial, List<Round> rounds) {
  /** Rounds whose spread exceeds this fraction of their median are marked unsteady. */
  static final double UNSTEADY = 0.2;

  /** The median over the rounds, of which there is at least one. */
  double median(ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Operations per second, from the median time. */
  double rate(WorkPerCall count) {
    return rounds.getFirst().threads() * count.operations() / median(Round::seconds);
  }

  /** The difference of the slowest and the fastest round, as a fraction of the median. */
  double spread() {
    DoubleSummaryStatistics seconds = rounds.stream().mapToDouble(Round::seconds).summaryStatistics();
    return (seconds.getMax() - seconds.getMin()) / median(Round::seconds);
  }

  /** Whether the machine was too busy for the median to be trusted. */
  boolean isUnsteady() { return spread() > UNSTEADY; }
}
