package lucida.benchmarks;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A trial and its rounds; no rounds if it was left out. */
record Measured(Trial trial, List<Round> rounds) {
  /** Rounds that lie farther apart than this part of their median are called unsteady. */
  static final double UNSTEADY = 0.2;

  /** The median over the rounds, of which there is at least one. */
  double median(ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Operations a second, in the median time. */
  double rate(WorkPerCall count) {
    return rounds.getFirst().threads() * count.operations() / median(Round::seconds);
  }

  /** How far apart the fastest and the slowest round lie, as a part of the median. */
  double spread() {
    DoubleSummaryStatistics seconds = rounds.stream().mapToDouble(Round::seconds).summaryStatistics();
    return (seconds.getMax() - seconds.getMin()) / median(Round::seconds);
  }

  /** Whether the machine was too busy to believe the median. */
  boolean isUnsteady() { return spread() > UNSTEADY; }
}
