package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ForwardBenchmarkTest {
  /** Twenty layers of float32, minimal filtering among them, each losing a few digits of its largest output: 10⁻⁴ of the largest score. */
  @Test
  void bothExecutorsComputeTheSameScores() {
    Tensor plan = scores("plan"), interpreter = scores("interpreter");
    double largest = interpreter.abs().max();
    for (int i = 0; i < interpreter.size(); i++) assertEquals(interpreter.cell(i), plan.cell(i), 1e-4 * largest, "score " + i);
  }

  private static Tensor scores(String executor) {
    ForwardBenchmark benchmark = new ForwardBenchmark();
    benchmark.network = "cifar-resnet20";
    benchmark.batch = 2;
    benchmark.executor = executor;
    benchmark.setup();
    return benchmark.scores();
  }
}
