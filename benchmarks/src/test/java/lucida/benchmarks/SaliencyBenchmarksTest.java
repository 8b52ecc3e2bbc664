package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import org.junit.jupiter.api.Test;

/** The benchmarks of saliency compute what they say. */
class SaliencyBenchmarksTest {
  /** In float32, through seven layers: sums of some hundred products. */
  private static final double ROUNDING = 1e-4;

  @Test
  void exactAndClosedFormAgreeOnAPiecewiseLinearHead() {
    assertClose(map("gradcam++-closed"), map("gradcam++"));
  }

  private static Tensor map(String method) {
    SaliencyBenchmark benchmark = new SaliencyBenchmark();
    benchmark.network = "scenes-resnet";
    benchmark.method = method;
    benchmark.setup();
    return benchmark.map().signed();
  }

  /** First derivatives of all orders asked for are the same, in batches of any size. */
  @Test
  void firstDerivativesDoNotDependOnOrderAndBatch() {
    List<Tensor> third = derivatives(3, 2);
    assertEquals(3, third.size());
    assertEquals(Shape.of(5, 1), third.getFirst().shape());
    assertClose(derivatives(1, 4).getFirst(), third.getFirst());
  }

  private static List<Tensor> derivatives(int order, int batch) {
    DiagonalBenchmark benchmark = new DiagonalBenchmark();
    benchmark.directions = 5;
    benchmark.order = order;
    benchmark.batch = batch;
    benchmark.setup();
    return benchmark.derivatives();
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    TensorDifference difference = TensorDifference.relative(expected, actual, ROUNDING);
    assertEquals(0, difference.beyond(), difference.toString());
  }
}
