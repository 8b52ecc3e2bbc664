package lucida.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Epilogue;
import lucida.core.kernel.FusedKernels;
import lucida.core.kernel.PackedFilter;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Sweep;
import lucida.kernels.vector.matmul.FloatWarmUp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectors stay in registers: once compiled, a call of a fused kernel makes few objects. Where the compiler gives up inlining, each vector becomes
 * an object of 48 or 96 bytes, which is megabytes a call at these extents and several times slower.
 */
class FewObjectsTest {
  /** What a call may allocate: its tasks, and the geometry that it works out. One vector in a hundred as an object is more. */
  private static final long BYTES = 100_000;
  private static final int CALLS = 50;
  /** Calls after which everything is compiled, by a wide margin. */
  private static final int MOST = 4_000;

  record Case(ConvolutionAlgorithm algorithm, int groups, int channels, int filters, int side, int size, int stride,
      boolean adjoint,
      Epilogue epilogue) {
    ConvolutionFace face() {
      Sweep sweep = new Sweep(side, size, stride, size / 2, size / 2, 1);
      return new ConvolutionFace(new Convolution(1, groups, channels, filters, sweep, sweep), adjoint);
    }
  }

  static Stream<Named<Case>> cases() {
    float[] channels = new float[64];
    Arrays.fill(channels, 0.5f);
    Epilogue relu = new Epilogue(Optional.empty(), Optional.of(channels), Optional.empty(),
        Optional.of(new Epilogue.Gating(0, 1, Optional.empty())));
    Epilogue residual = new Epilogue(Optional.of(channels), Optional.of(channels), Optional.of(new float[64 * 56 * 56]),
        Optional.of(new Epilogue.Gating(0.1, 1, Optional.of(new float[64 * 56 * 56]))));
    Epilogue clip = new Epilogue(Optional.empty(), Optional.of(channels), Optional.empty(), Optional.of(new Epilogue.Clip(0, 6)));
    Epilogue silu = new Epilogue(Optional.empty(), Optional.of(channels), Optional.empty(), Optional.of(new Epilogue.Silu()));
    return Stream.of(
        Named.of("F(4×4, 3×3)", new Case(ConvolutionAlgorithm.WINOGRAD_4, 1, 64, 64, 56, 3, 1, false, relu)),
        Named.of("F(4×4, 3×3), transposed", new Case(ConvolutionAlgorithm.WINOGRAD_4, 1, 64, 64, 56, 3, 1, true, residual)),
        Named.of("F(2×2, 3×3)", new Case(ConvolutionAlgorithm.WINOGRAD_2, 1, 64, 64, 56, 3, 1, false, residual)),
        Named.of("1 × 1", new Case(ConvolutionAlgorithm.PRODUCT, 1, 64, 64, 56, 1, 1, false, residual)),
        Named.of("1 × 1 of many channels", new Case(ConvolutionAlgorithm.PRODUCT, 1, 512, 64, 56, 1, 1, false, relu)),
        Named.of("1 × 1 with SiLU", new Case(ConvolutionAlgorithm.PRODUCT, 1, 64, 64, 56, 1, 1, false, silu)),
        Named.of("3 × 3 as a product", new Case(ConvolutionAlgorithm.PRODUCT, 1, 64, 64, 56, 3, 1, false, clip)),
        Named.of("3 × 3 at stride 2, transposed", new Case(ConvolutionAlgorithm.PRODUCT, 1, 64, 64, 56, 3, 2, true, relu)),
        Named.of("of a picture", new Case(ConvolutionAlgorithm.PRODUCT, 1, 3, 64, 112, 7, 2, false, relu)),
        Named.of("back to a picture", new Case(ConvolutionAlgorithm.PRODUCT, 1, 3, 64, 112, 7, 2, true, Epilogue.NONE)),
        Named.of("in groups of four", new Case(ConvolutionAlgorithm.PRODUCT, 16, 64, 64, 56, 3, 1, false, relu)),
        Named.of("in groups of 16 at stride 2, transposed",
            new Case(ConvolutionAlgorithm.PRODUCT, 4, 64, 64, 56, 3, 2, true, relu)),
        Named.of("depthwise", new Case(ConvolutionAlgorithm.DEPTHWISE, 64, 64, 64, 56, 3, 1, false, clip)),
        Named.of("depthwise at stride 2 with SiLU", new Case(ConvolutionAlgorithm.DEPTHWISE, 64, 64, 64, 56, 3, 2, false, silu)));
  }

  @BeforeAll
  static void vectorsAreCompiled() { FloatWarmUp.complete(); }

  @ParameterizedTest
  @MethodSource("cases")
  void aConvolutionMakesFewObjects(Case c) {
    FusedKernels kernels = new VectorKernels(2).fused();
    ConvolutionFace face = c.face();
    PackedFilter filter = kernels.pack(face, c.algorithm(), new float[face.extents().filter().size()]);
    float[] x = new float[face.source().size()];
    float[] z = new float[face.target().size()];
    assertFew(c, () -> kernels.convolve(face, filter, x, c.epilogue(), z));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 64})
  void aFilterAdjointMakesFewObjects(int groups) {
    FusedKernels kernels = new VectorKernels(2).fused();
    Sweep sweep = new Sweep(56, 3, 1, 1, 1, 1);
    Convolution g = new Convolution(1, groups, 64, 64, sweep, sweep);
    float[] x = new float[64 * 56 * 56];
    float[] w = new float[g.filter().size()];
    assertFew(g, () -> kernels.convolveFilterAdjoint(g, x, x, w));
  }

  @Test
  void maxPoolingMakesFewObjects() {
    FusedKernels kernels = new VectorKernels(2).fused();
    Sweep sweep = new Sweep(56, 3, 2, 1, 1, 1);
    Pool g = new Pool(1, 64, sweep, sweep);
    float[] x = new float[64 * 56 * 56];
    float[] y = new float[64 * 28 * 28];
    assertFew("max pooling", () -> kernels.maxPool(g, x, y));
    float[] xBar = new float[x.length];
    assertFew("max pooling, transposed", () -> kernels.maxPoolAdjoint(g, x, y, xBar));
  }

  private static void assertFew(Object what, Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int calls = 0; calls < MOST && least > BYTES; calls += CALLS) {
      long before = threads.getTotalThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) call.run();
      least = Math.min(least, (threads.getTotalThreadAllocatedBytes() - before) / CALLS);
    }
    assertTrue(least <= BYTES, "a call allocates " + least + " bytes: " + what);
  }
}
