package lucida.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
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

/** The three faces of the matrix product, on square matrices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measures("the three faces of the matrix product, on square matrices")
public class MatrixProductBenchmark implements Counted {
  /** The kernels that compute. */
  @Param({"scalar", "vector", "nd4j"})
  public String kernels = "scalar";

  /** The precision of the cells. */
  @Param({"FLOAT32", "FLOAT64"})
  public Precision precision = Precision.FLOAT32;

  /** Rows and columns of each matrix. */
  @Param({"64", "256", "512", "1024"})
  public int size = 64;

  private Data data = data();

  private record Data(Kernels kernels, MatrixProduct g, Storage a, Storage b, Storage result) {}

  /** Makes the matrices. */
  @Setup
  public void setup() { data = data(); }

  private Data data() {
    return new Data(Processors.kernels(kernels), new MatrixProduct(1, size, size, size), Numbers.of(precision, size * size, 1),
        Numbers.of(precision, size * size, 2), precision.allocate(size * size));
  }

  /** P Q. */
  @Benchmark
  public Storage product() {
    data.kernels.product(data.g, data.a, data.b, data.result);
    return data.result;
  }

  /** R Qᵀ. */
  @Benchmark
  public Storage leftAdjoint() {
    data.kernels.productLeftAdjoint(data.g, data.a, data.b, data.result);
    return data.result;
  }

  /** Pᵀ R. */
  @Benchmark
  public Storage rightAdjoint() {
    data.kernels.productRightAdjoint(data.g, data.a, data.b, data.result);
    return data.result;
  }

  @Override
  public WorkPerCall count(String method, Map<String, String> parameters) {
    return WorkPerCall.flop(2 * Math.pow(Integer.parseInt(parameters.get("size")), 3));
  }
}
