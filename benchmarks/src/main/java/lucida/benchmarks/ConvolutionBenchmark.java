package lucida.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
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

/** The three faces of the distinct convolutions of VGG16, nine of thirteen, and of ResNet-50, twenty-three, on pictures of 224². */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measures("the three faces of the convolutions of VGG16 and ResNet-50")
public class ConvolutionBenchmark implements Counted {
  /** The kernels that compute. */
  @Param({"scalar", "vector", "nd4j"})
  public String kernels = "scalar";

  /** The precision of the cells. */
  @Param("FLOAT32")
  public Precision precision = Precision.FLOAT32;

  /** The number of pictures. */
  @Param("1")
  public int batch = 1;

  /** The layer, in the notation of {@link ConvolutionLayer#of}. */
  @Param({
      "3x224x224-64k3p1", "64x224x224-64k3p1", "64x112x112-128k3p1", "128x112x112-128k3p1", "128x56x56-256k3p1",
      "256x56x56-256k3p1", "256x28x28-512k3p1", "512x28x28-512k3p1", "512x14x14-512k3p1", "3x224x224-64k7s2p3", "64x56x56-64k1",
      "64x56x56-64k3p1", "64x56x56-256k1", "256x56x56-64k1", "256x56x56-128k1", "128x56x56-128k3s2p1", "128x28x28-512k1",
      "256x56x56-512k1s2", "512x28x28-128k1", "128x28x28-128k3p1", "512x28x28-256k1", "256x28x28-256k3s2p1", "256x14x14-1024k1",
      "512x28x28-1024k1s2", "1024x14x14-256k1", "256x14x14-256k3p1", "1024x14x14-512k1", "512x14x14-512k3s2p1", "512x7x7-2048k1",
      "1024x14x14-2048k1s2", "2048x7x7-512k1", "512x7x7-512k3p1"})
  public String layer = "1x1x1-1k1";

  private Data data = data();

  private record Data(Kernels kernels, Convolution g, Storage x, Storage w, Storage z, Storage xBar, Storage wBar, Storage zBar) {}

  /** Makes the pictures and the filters. */
  @Setup
  public void setup() { data = data(); }

  private Data data() {
    Convolution g = ConvolutionLayer.of(layer).convolution(batch);
    int x = g.input().size();
    int w = g.filter().size();
    int z = g.output().size();
    return new Data(Processors.kernels(kernels), g, Numbers.of(precision, x, 1), Numbers.of(precision, w, 2), precision.allocate(z),
        precision.allocate(x), precision.allocate(w), Numbers.of(precision, z, 3));
  }

  /** z of x and w. */
  @Benchmark
  public Storage forward() {
    data.kernels.convolve(data.g, data.x, data.w, data.z);
    return data.z;
  }

  /** x of w and z. */
  @Benchmark
  public Storage inputAdjoint() {
    data.kernels.convolveInputAdjoint(data.g, data.w, data.zBar, data.xBar);
    return data.xBar;
  }

  /** w of x and z. */
  @Benchmark
  public Storage filterAdjoint() {
    data.kernels.convolveFilterAdjoint(data.g, data.x, data.zBar, data.wBar);
    return data.wBar;
  }

  @Override
  public WorkPerCall count(String method, Map<String, String> parameters) {
    int pictures = Integer.parseInt(parameters.get("batch"));
    return WorkPerCall
        .flop(2.0 * ConvolutionLayer.of(parameters.getOrDefault("layer", "")).convolution(pictures).multiplications());
  }
}
