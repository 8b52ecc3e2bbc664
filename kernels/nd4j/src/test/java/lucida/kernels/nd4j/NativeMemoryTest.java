package lucida.kernels.nd4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Loops do not grow: native memory is freed when a call returns, not when the collector finds time. */
class NativeMemoryTest {
  private static final int SIDE = 512;
  private static final int CALLS = 40;
  private static final long MEGABYTE = 1 << 20;

  /**
   * Each of the calls is about other native arrays of 1 MB; one of them kept would be 40 MB in the end. Half of that is left to what else
   * the process does; its heap is touched at the start (see the pom), so that it does not grow.
   */
  @Test
  void callsGiveTheirMemoryBack() {
    Kernels kernels = new Nd4jKernelProvider().create(2);
    Storage a = Precision.FLOAT32.allocate(SIDE * SIDE);
    Storage b = Precision.FLOAT32.allocate(SIDE * SIDE);
    Storage c = Precision.FLOAT32.allocate(SIDE * SIDE);
    Storage row = Precision.FLOAT32.allocate(SIDE);
    MatrixProduct square = new MatrixProduct(1, SIDE, SIDE, SIDE);
    Convolution filters = new Convolution(1, 1, SIDE, SIDE, Sweep.of(1, 1), Sweep.of(1, 1));
    Convolution pictures = new Convolution(1, 1, 1, 1, Sweep.of(SIDE, 1), Sweep.of(SIDE, 1));
    Taps whole = new Taps(1, new int[]{0}, new double[][]{{1}});
    List<Runnable> calls = List.of(() -> kernels.product(square, a, b, c), () -> kernels.productLeftAdjoint(square, a, b, c),
        () -> kernels.productRightAdjoint(square, a, b, c), () -> kernels.convolve(filters, row, b, row),
        () -> kernels.convolveInputAdjoint(filters, b, row, row), () -> kernels.convolveFilterAdjoint(filters, row, row, c),
        () -> kernels.convolve(pictures, a, row, c), () -> kernels.convolveInputAdjoint(pictures, row, b, c),
        () -> kernels.map(Elementary.SECH, a, c), () -> kernels.add(a, b, c), () -> kernels.scale(2, a, c),
        () -> kernels.sum(Reduction.of(Shape.of(SIDE, SIDE), 1), a, row), () -> kernels.resample(SIDE * SIDE, whole, whole, a, c),
        () -> kernels.resampleAdjoint(SIDE * SIDE, whole, whole, a, c));
    for (Runnable call : calls) {
      for (int i = 0; i < 5; i++) call.run();
      long before = Pointer.physicalBytes();
      for (int i = 0; i < CALLS; i++) call.run();
      long growth = Pointer.physicalBytes() - before;
      assertTrue(growth < CALLS * MEGABYTE / 2, "call " + calls.indexOf(call) + " made the process grow by " + growth + " bytes");
    }
  }
}
