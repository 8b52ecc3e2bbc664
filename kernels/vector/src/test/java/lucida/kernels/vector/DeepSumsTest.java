package lucida.kernels.vector;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.ScalarKernels;
import lucida.core.kernel.Sweep;
import lucida.core.testkit.Agreement;
import lucida.core.testkit.Call;
import lucida.core.testkit.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sums that are cut into several blocks, on integers small enough that every order of summation is exact, against the scalar kernels; and
 * sums in which float64 itself would lose digits.
 */
class DeepSumsTest {
  private final Kernels kernels = new VectorKernels(2);

  static Stream<MatrixProduct> products() {
    return Stream.concat(
        Stream.of(new MatrixProduct(1, 14, 1100, 35), new MatrixProduct(1, 1100, 13, 14),
            new MatrixProduct(1, 13, 33, 2200),
            new MatrixProduct(1, 2, 1100, 1300), new MatrixProduct(2, 40, 512, 64), new MatrixProduct(1, 300, 9, 300)),
        IntStream.rangeClosed(2, 9).mapToObj(few -> new MatrixProduct(1, few, 15, 2067)));
  }

  @ParameterizedTest
  @MethodSource("products")
  void productsInBlocks(MatrixProduct g) {
    for (Precision precision : Precision.values()) {
      Storage p = Samples.integers(precision, g.sizeP(), 1);
      Storage q = Samples.integers(precision, g.sizeQ(), 2);
      Storage r = Samples.integers(precision, g.sizeR(), 3);
      exact(Call.of("product", p, q, g.sizeR(), (k, a, b, c) -> k.product(g, a, b, c)));
      exact(Call.of("left adjoint", q, r, g.sizeP(), (k, a, b, c) -> k.productLeftAdjoint(g, a, b, c)));
      exact(Call.of("right adjoint", p, r, g.sizeQ(), (k, a, b, c) -> k.productRightAdjoint(g, a, b, c)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void convolutionsInBlocks(Precision precision) {
    Sweep sweep = Sweep.of(27, 3, 1, 1);
    for (int[] channels : new int[][]{{130, 6}, {5, 40}}) {
      Convolution g = new Convolution(2, 1, channels[0], channels[1], sweep, sweep);
      Storage x = Samples.integers(precision, g.input().size(), 4);
      Storage w = Samples.integers(precision, g.filter().size(), 5);
      Storage z = Samples.integers(precision, g.output().size(), 6);
      exact(Call.of("convolve", x, w, z.length(), (k, a, b, c) -> k.convolve(g, a, b, c)));
      exact(Call.of("input adjoint", w, z, x.length(), (k, a, b, c) -> k.convolveInputAdjoint(g, a, b, c)));
      exact(Call.of("filter adjoint", x, z, w.length(), (k, a, b, c) -> k.convolveFilterAdjoint(g, a, b, c)));
    }
  }

  private void exact(Call call) {
    Storage expected = call.on(new ScalarKernels());
    Agreement.exactly(call.name(), expected::get, call.on(kernels));
  }

  /** 1 + Σ 2⁻⁶⁰, 2²⁰ times: each term alone vanishes beside 1, together they are 2⁻⁴⁰. By rows, by columns, and all at once. */
  @ParameterizedTest
  @EnumSource(names = "FLOAT64")
  void whatIsRoundedAwayIsNotLost(Precision precision) {
    int n = 1 << 20;
    Storage x = Samples.of(precision, n + 1, i -> i == 0 ? 1 : 0x1p-60);
    for (Shape shape : new Shape[]{Shape.of(n + 1), Shape.of(n + 1, 1), Shape.of(17, (n + 1) / 17)}) {
      Storage y = precision.allocate(1);
      kernels.sum(Reduction.of(shape, shape.axes()), x, y);
      Agreement.exactly("sum of " + shape, i -> 1 + 0x1p-40, y);
    }
    Storage columns = Samples.of(precision, 3 * 5000, i -> i < 3 ? 1 : 0x1p-60);
    Storage y = precision.allocate(3);
    kernels.sum(Reduction.of(Shape.of(5000, 3), 0), columns, y);
    double expected = 1 + 4999 * 0x1p-60;
    Agreement.exactly("columns", i -> expected, y);
  }
}
