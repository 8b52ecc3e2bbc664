package lucida.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import lucida.core.Floats;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Epilogue;
import lucida.core.kernel.FusedKernels;
import lucida.core.kernel.PackedFilter;
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

/**
 * The 3 × 3 convolutions of stride 1 of VGG16 and ResNets by each algorithm that suits them, and by the one that is chosen from their extents: where the choice is
 * right it takes the time of the fastest.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measures("3 × 3 convolutions by each algorithm, and by the one that their extents choose")
public class AlgorithmBenchmark implements Counted {
  private static final String CHOSEN = "chosen";

  /** The algorithm: a {@link ConvolutionAlgorithm}, or the one that is chosen. */
  @Param({CHOSEN, "PRODUCT", "WINOGRAD_2", "WINOGRAD_4"})
  public String algorithm = CHOSEN;

  /** The number of pictures. */
  @Param({"1", "8"})
  public int batch = 1;

  /** The layer, in the notation of {@link ConvolutionLayer#of}. */
  @Param({"64x224x224-64k3p1", "128x112x112-128k3p1", "64x56x56-64k3p1", "256x56x56-256k3p1", "128x28x28-128k3p1",
      "512x28x28-512k3p1", "256x14x14-256k3p1", "512x14x14-512k3p1", "512x7x7-512k3p1"})
  public String layer = "1x1x1-1k1";

  private Data data = data();

  private record Data(FusedKernels kernels, ConvolutionFace face, PackedFilter w, float[] x, Floats z) {}

  /** Makes the pictures and packs the filters. */
  @Setup
  public void setup() { data = data(); }

  private Data data() {
    FusedKernels kernels = Processors.kernels("vector").fused();
    Convolution g = ConvolutionLayer.of(layer).convolution(batch);
    ConvolutionFace face = new ConvolutionFace(g, false);
    ConvolutionAlgorithm by = algorithm.equals(CHOSEN) ? kernels.algorithm(face) : ConvolutionAlgorithm.valueOf(algorithm);
    return new Data(kernels, face, kernels.pack(face, by, numbers(g.filter().size(), 2)), numbers(face.source().size(), 1),
        new Floats(new float[face.target().size()]));
  }

  private static float[] numbers(int size, long seed) { return ((Floats) Numbers.of(Precision.FLOAT32, size, seed)).array(); }

  /** z of x and w. */
  @Benchmark
  public Storage forward() {
    data.kernels.convolve(data.face, data.w, data.x, Epilogue.NONE, data.z.array());
    return data.z;
  }

  @Override
  public WorkPerCall count(String method, Map<String, String> parameters) {
    int pictures = Integer.parseInt(parameters.get("batch"));
    return WorkPerCall
        .flop(2.0 * ConvolutionLayer.of(parameters.getOrDefault("layer", "")).convolution(pictures).multiplications());
  }
}
