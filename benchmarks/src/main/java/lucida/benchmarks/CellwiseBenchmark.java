package lucida.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Elementwise sums, products and gates. On an idle machine these run at memory speed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measures("elementwise sums, products and gates: memory-bound on an idle machine")
public class CellwiseBenchmark implements Counted {
  /** The kernels that compute. */
  @Param({"scalar", "vector", "nd4j"})
  public String kernels = "scalar";

  /** The precision of the cells. */
  @Param({"FLOAT32", "FLOAT64"})
  public Precision precision = Precision.FLOAT32;

  /** The number of cells: VGG16's largest layer has four times as many. */
  @Param("802816")
  public int cells = 1;

  private Data data = data();

  private record Data(Kernels kernels, Storage x, Storage y, Storage z) {}

  /** Makes the cells. */
  @Setup
  public void setup() { data = data(); }

  private Data data() {
    return new Data(Processors.kernels(kernels), Numbers.of(precision, cells, 1), Numbers.of(precision, cells, 2),
        precision.allocate(cells));
  }

  /** x + y. */
  @Benchmark
  public Storage add() {
    data.kernels.add(data.x, data.y, data.z);
    return data.z;
  }

  /** x · y. */
  @Benchmark
  public Storage multiply() {
    data.kernels.multiply(data.x, data.y, data.z);
    return data.z;
  }

  /** 2 x. */
  @Benchmark
  public Storage scale() {
    data.kernels.scale(2, data.x, data.z);
    return data.z;
  }

  /** [x > 0] · y. */
  @Benchmark
  public Storage gate() {
    data.kernels.gate(0, 1, data.x, data.y, data.z);
    return data.z;
  }

  @Override
  public WorkPerCall count(String method, Map<String, String> parameters) {
    return WorkPerCall.cells(Integer.parseInt(parameters.get("cells")));
  }
}
