package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class WorkersBenchmarkTest {
  /** Every way does each task once; a task is computed by one thread, so its bits are the same. */
  @Test
  void allWaysComputeTheSame() throws InterruptedException {
    double[] expected = of(100).alone();
    assertArrayEquals(expected, of(100).workers());
    assertArrayEquals(expected, of(100).parallelStream());
    assertArrayEquals(expected, of(100).executor());
  }

  private static WorkersBenchmark of(int cells) {
    WorkersBenchmark benchmark = new WorkersBenchmark();
    benchmark.cells = cells;
    return benchmark;
  }
}
