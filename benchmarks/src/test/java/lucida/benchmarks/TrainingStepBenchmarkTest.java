package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrainingStepBenchmarkTest {
  /** Every call is a step that learns: on the same pictures again and again the loss falls. */
  @Test
  void everyCallLearns() {
    TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
    TrainingStepBenchmark.Own own = new TrainingStepBenchmark.Own();
    double first = benchmark.plan(own);
    benchmark.plan(own);
    double third = benchmark.plan(own);
    assertTrue(Double.isFinite(first) && third < first, first + " became " + third);
  }
}
