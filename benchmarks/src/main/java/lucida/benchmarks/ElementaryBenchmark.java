package lucida.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Elementary;
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

/** Elementary functions, applied elementwise. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measures("elementary functions, applied elementwise")
public class ElementaryBenchmark implements Counted {
  /** The kernels that compute. */
  @Param({"scalar", "vector", "nd4j"})
  public String kernels = "scalar";

  /** The precision of the cells. */
  @Param({"FLOAT32", "FLOAT64"})
  public Precision precision = Precision.FLOAT32;

  /** The function. */
  @Param
  public Elementary f = Elementary.EXP;

  /** The number of cells. */
  @Param("802816")
  public int cells = 1;

  private Data data = data();

  private record Data(Kernels kernels, Storage x, Storage y) {}

  /** Makes the cells. */
  @Setup
  public void setup() { data = data(); }

  private Data data() {
    return new Data(Processors.kernels(kernels), Numbers.of(precision, cells, 1), precision.allocate(cells));
  }

  /** f of each cell. */
  @Benchmark
  public Storage map() {
    data.kernels.map(f, data.x, data.y);
    return data.y;
  }

  @Override
  public WorkPerCall count(String method, Map<String, String> parameters) {
    return WorkPerCall.cells(Integer.parseInt(parameters.get("cells")));
  }
}
