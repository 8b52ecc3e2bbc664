package lucida.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** By all routes the same, order by order. */
  @ParameterizedTest
  @ValueSource(strings = {"jets", "nested reverse sweeps"})
  void routesOfTheTanhNetworkAgree(String route) {
    List<Tensor> adjoint = tanh("adjoint jets"), other = tanh(route);
    assertEquals(4, adjoint.size());
    for (int p = 0; p < 4; p++) assertClose(adjoint.get(p), other.get(p));
  }

  private static List<Tensor> tanh(String route) {
    TanhNetworkBenchmark benchmark = new TanhNetworkBenchmark();
    benchmark.network = "5-7-6-1";
    benchmark.order = 4;
    benchmark.route = route;
    benchmark.setup();
    return benchmark.derivatives();
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    TensorDifference difference = TensorDifference.relative(expected, actual, ROUNDING);
    assertEquals(0, difference.beyond(), difference.toString());
  }
}
