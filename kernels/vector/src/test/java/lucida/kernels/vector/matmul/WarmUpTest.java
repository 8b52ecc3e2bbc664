package lucida.kernels.vector.matmul;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Epilogue;
import lucida.core.kernel.FiniteWatch;
import lucida.core.kernel.FusedKernels;
import lucida.core.kernel.Sweep;
import lucida.core.testkit.Agreement;
import lucida.kernels.vector.VectorKernelProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody sees from a result whether vectors were compiled when it was computed. */
class WarmUpTest {
  private final Random random = new Random(1);

  @AfterEach
  void warm() {
    FloatWarmUp.complete();
    DoubleWarmUp.complete();
  }

  @Test
  void ends() {
    FloatWarmUp.forget();
    FloatWarmUp.complete();
    assertTrue(FloatWarmUp.over(), "vectors are the faster ones once they are compiled");
  }

  @Test
  void productsHaveTheSameBits() {
    for (int columns : new int[]{FloatMicroKernel.L, FloatMicroKernel.WIDTH})
      for (int rows = 1; rows <= 13; rows++)
        for (int depth : new int[]{0, 1, 2, 7, 33}) {
          float[] a = cells(rows * depth);
          float[] b = cells(depth * FloatMicroKernel.WIDTH);
          float[] warm = new float[rows * FloatMicroKernel.WIDTH];
          float[] cold = new float[rows * FloatMicroKernel.WIDTH];
          FloatMicroKernel.product(rows, columns, depth, a, 0, depth, b, 0, warm, 0, FloatMicroKernel.WIDTH);
          FloatWarmUp.product(rows, columns, depth, a, 0, depth, b, 0, cold, 0, FloatMicroKernel.WIDTH);
          assertArrayEquals(warm, cold, rows + " rows, " + columns + " columns, depth " + depth);
        }
  }

  @Test
  void convolutionsHaveTheSameBits() {
    for (Epilogue epilogue : epilogues())
      for (ConvolutionAlgorithm algorithm : ConvolutionAlgorithm.values()) {
        Sweep sweep = new Sweep(9, 3, 1, 1, 1, 1);
        int groups = algorithm == ConvolutionAlgorithm.DEPTHWISE ? 64 : 1;
        ConvolutionFace face = new ConvolutionFace(new Convolution(2, groups, 64, 64, sweep, sweep), false);
        float[] w = cells(face.extents().filter().size());
        float[] x = cells(face.source().size());
        compare(algorithm + ", " + epilogue.activation(), face, algorithm, w, x, epilogue);
      }
  }

  /** The rows of whose windows are copied: by whole vectors where these are compiled. */
  @Test
  void firstLayersHaveTheSameBits() {
    for (int taps : new int[]{1, 3, 7, 11}) {
      Sweep sweep = new Sweep(23, taps, 2, taps / 2, taps / 2, 1);
      ConvolutionFace face = new ConvolutionFace(new Convolution(2, 1, 3, 40, sweep, sweep), false);
      compare(taps + " taps", face, ConvolutionAlgorithm.PRODUCT, cells(face.extents().filter().size()),
          cells(face.source().size()),
          Epilogue.NONE);
    }
  }

  private static void compare(String what, ConvolutionFace face, ConvolutionAlgorithm algorithm, float[] w, float[] x,
      Epilogue epilogue) {
    FloatWarmUp.forget();
    FiniteWatch early = new FiniteWatch();
    Floats cold = convolution(face, algorithm, w, x, epilogue.watchedBy(early));
    FloatWarmUp.complete();
    FiniteWatch late = new FiniteWatch();
    Agreement.identical(what, cold, convolution(face, algorithm, w, x, epilogue.watchedBy(late)));
    assertEquals(late.isFinite(), early.isFinite(), what);
  }

  private static Floats convolution(ConvolutionFace face, ConvolutionAlgorithm algorithm, float[] w, float[] x, Epilogue epilogue) {
    FusedKernels kernels = new VectorKernelProvider().create(2).fused();
    float[] z = new float[face.target().size()];
    kernels.convolve(face, kernels.pack(face, algorithm, w), x, epilogue, z);
    return new Floats(z);
  }

  private List<Epilogue> epilogues() {
    Optional<float[]> channels = Optional.of(cells(64));
    Optional<float[]> places = Optional.of(cells(2 * 9 * 9 * 64));
    float[] some = cells(2 * 9 * 9 * 64);
    some[7] = Float.NaN;
    some[70] = Float.NEGATIVE_INFINITY;
    some[700] = 0;
    Optional<float[]> strange = Optional.of(some);
    return List.of(new Epilogue(Optional.empty(), channels, Optional.empty(), Optional.empty()),
        new Epilogue(channels, channels, places, Optional.of(new Epilogue.Gating(0, 1, Optional.empty()))),
        new Epilogue(channels, channels, Optional.empty(), Optional.of(new Epilogue.Gating(0, 2, places))),
        new Epilogue(Optional.empty(), channels, places, Optional.of(new Epilogue.Gating(0.5, 0, places))),
        new Epilogue(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.of(new Epilogue.Gating(0.1, 1, Optional.empty()))),
        new Epilogue(channels, Optional.empty(), Optional.empty(), Optional.of(new Epilogue.Clip(-0.1, 0.5))),
        new Epilogue(channels, channels, places, Optional.of(new Epilogue.Silu())),
        new Epilogue(channels, channels, strange, Optional.of(new Epilogue.Gating(0, 1, Optional.empty()))),
        new Epilogue(channels, channels, strange, Optional.of(new Epilogue.Clip(-0.1, 0.5))),
        new Epilogue(channels, channels, places, Optional.of(new Epilogue.Gating(0, 1, strange))),
        new Epilogue(channels, channels, places, Optional.of(new Epilogue.Gating(2, 0, strange))),
        new Epilogue(channels, channels, places, Optional.of(new Epilogue.Gating(0.1, 1, strange))));
  }

  @Test
  void gatesHaveTheSameBits() {
    float[] x = cells(1000);
    x[3] = Float.NaN;
    float[] v = cells(1000);
    for (double[] slopes : new double[][]{{0, 1}, {0.1, 1}, {1, 0}, {0.3, 0.7}}) {
      FloatWarmUp.forget();
      Floats cold = gate(slopes, x, v);
      FloatWarmUp.complete();
      Agreement.identical("gate", cold, gate(slopes, x, v));
    }
  }

  private static Floats gate(double[] slopes, float[] x, float[] v) {
    Floats y = new Floats(new float[x.length]);
    new VectorKernelProvider().create(2).gate(slopes[0], slopes[1], new Floats(x), new Floats(v), y);
    return y;
  }

  @Test
  void doublesHaveTheSameBits() {
    double[] a = random.doubles(7 * 33, -1, 1).toArray();
    double[] b = random.doubles(33L * DoubleMicroKernel.WIDTH, -1, 1).toArray();
    for (int columns : new int[]{DoubleMicroKernel.L, DoubleMicroKernel.WIDTH}) {
      Doubles warm = new Doubles(new double[7 * DoubleMicroKernel.WIDTH]);
      Doubles cold = new Doubles(new double[7 * DoubleMicroKernel.WIDTH]);
      DoubleMicroKernel.product(7, columns, 33, a, 0, 33, b, 0, warm.array(), 0, DoubleMicroKernel.WIDTH);
      DoubleWarmUp.product(7, columns, 33, a, 0, 33, b, 0, cold.array(), 0, DoubleMicroKernel.WIDTH);
      Agreement.identical(columns + " columns", warm, cold);
    }
  }

  private float[] cells(int n) {
    float[] cells = new float[n];
    for (int i = 0; i < n; i++) cells[i] = random.nextFloat(-1, 1);
    return cells;
  }
}
