package lucida.kernels.vector;

import java.util.List;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.Pool;
import lucida.core.kernel.Reduction;
import lucida.core.kernel.Strided;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;
import lucida.core.testkit.Agreement;
import lucida.core.testkit.Call;
import lucida.core.testkit.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kernel on 1, 2 and 5 threads, at sizes that are shared out among threads: the very same bits. */
class SameBitsTest {
  private static final int[] THREADS = {2, 5};
  private final Kernels alone = new VectorKernels(1);
  private final List<Kernels> together = Stream.of(2, 5).<Kernels>map(VectorKernels::new).toList();

  private void same(Call call) {
    Storage expected = call.on(alone);
    for (int i = 0; i < THREADS.length; i++)
      Agreement.identical(call.name() + " on " + THREADS[i] + " threads", expected, call.on(together.get(i)));
  }

  @ParameterizedTest
  @EnumSource
  void cellwise(Precision precision) {
    int size = 70_001;
    Storage x = Samples.mixed(precision, size, 1);
    Storage y = Samples.mixed(precision, size, 2);
    same(Call.of("add", x, y, size, (k, a, b, z) -> k.add(a, b, z)));
    same(Call.of("multiply", x, y, size, (k, a, b, z) -> k.multiply(a, b, z)));
    same(Call.of("scale", x, size, (k, a, z) -> k.scale(0.1, a, z)));
    same(Call.of("gate", x, y, size, (k, a, b, z) -> k.gate(0.1, 1, a, b, z)));
    for (Elementary f : Elementary.values()) same(Call.of(f.name(), x, size, (k, a, z) -> k.map(f, a, z)));
  }

  @ParameterizedTest
  @EnumSource
  void sumsAndMoves(Precision precision) {
    Shape shape = Shape.of(3, 130, 7, 67);
    Storage x = Samples.mixed(precision, shape.size(), 3);
    for (int[] axes : List.of(new int[]{0}, new int[]{3}, new int[]{1, 3}, new int[]{0, 2}, new int[]{0, 1, 2, 3},
        new int[]{0, 1, 2})) {
      Reduction r = Reduction.of(shape, axes);
      same(Call.of("sum, " + r, x, r.keptSize(), (k, a, y) -> k.sum(r, a, y)));
      Storage y = Samples.mixed(precision, r.keptSize(), 4);
      same(Call.of("expand, " + r, y, shape.size(), (k, a, z) -> k.expand(r, a, z)));
      Call largest = Call.of("largest, " + r, x, r.keptSize(), (k, a, z) -> {
        int[] choice = new int[r.keptSize()];
        k.argMax(r, a, choice);
        for (int i = 0; i < choice.length; i++) z.set(i, choice[i]);
      });
      same(largest);
    }
    Strided turned = new Strided(new int[]{469, 390}, 0, new int[]{1, 469}, 0, new int[]{390, 1});
    same(Call.of("transposed", x, x.length(), (k, a, z) -> k.move(turned, a, z)));
  }

  @ParameterizedTest
  @EnumSource
  void pictures(Precision precision) {
    Pool pool = new Pool(2, 30, Sweep.of(56, 3, 2, 1), Sweep.of(56, 3, 2, 1));
    Storage x = Samples.mixed(precision, pool.input().size(), 5);
    int[] choice = new int[pool.output().size()];
    alone.argMax(pool, x, choice);
    Storage y = Samples.mixed(precision, choice.length, 6);
    same(Call.of("pool", x, choice.length, (k, a, z) -> {
      int[] made = new int[choice.length];
      k.argMax(pool, a, made);
      for (int i = 0; i < made.length; i++) z.set(i, made[i]);
    }));
    same(Call.of("gather", x, choice.length, (k, a, z) -> k.gather(choice, a, z)));
    same(Call.of("scatterAdd", y, x.length(), (k, a, z) -> k.scatterAdd(choice, a, z)));
    Taps taps = taps(56, 28);
    int planes = 60;
    same(Call.of("resample", x, planes * 28 * 28, (k, a, z) -> k.resample(planes, taps, taps, a, z)));
    Storage small = Samples.mixed(precision, planes * 28 * 28, 7);
    same(Call.of("resample adjoint", small, x.length(), (k, a, z) -> k.resampleAdjoint(planes, taps, taps, a, z)));
  }

  private static Taps taps(int extent, int results) {
    int[] first = new int[results];
    double[][] weights = new double[results][];
    for (int i = 0; i < results; i++) {
      first[i] = Math.min(2 * i, extent - 3);
      weights[i] = new double[]{0.3, 0.5, 0.2};
    }
    return new Taps(extent, first, weights);
  }

  /** Blocked with few and many tasks, from few rows, from few columns, by transposed and by aliasing rows, in batches. */
  @ParameterizedTest
  @EnumSource
  void matrices(Precision precision) {
    for (MatrixProduct g : List.of(new MatrixProduct(1, 130, 600, 270), new MatrixProduct(1, 13, 70, 4500),
        new MatrixProduct(1, 1, 1500, 2100),
        new MatrixProduct(1, 3, 700, 900), new MatrixProduct(1, 2000, 700, 1), new MatrixProduct(20, 33, 40, 50),
        new MatrixProduct(1, 100, 512, 200))) {
      Storage p = Samples.mixed(precision, g.sizeP(), 8);
      Storage q = Samples.mixed(precision, g.sizeQ(), 9);
      Storage r = Samples.mixed(precision, g.sizeR(), 10);
      same(Call.of("product " + g, p, q, g.sizeR(), (k, a, b, c) -> k.product(g, a, b, c)));
      same(Call.of("left adjoint " + g, q, r, g.sizeP(), (k, a, b, c) -> k.productLeftAdjoint(g, a, b, c)));
      same(Call.of("right adjoint " + g, p, r, g.sizeQ(), (k, a, b, c) -> k.productRightAdjoint(g, a, b, c)));
    }
  }

  /** As in VGG and ResNet, small: the first layer, a deep one, strides, 1×1, groups. */
  @ParameterizedTest
  @EnumSource
  void convolutions(Precision precision) {
    for (Convolution g : List.of(convolution(1, 1, 3, 16, 64, 3, 1), convolution(1, 1, 60, 70, 14, 3, 1),
        convolution(2, 1, 16, 24, 56, 3, 2),
        convolution(1, 1, 40, 80, 28, 1, 1), convolution(1, 1, 40, 80, 28, 1, 2), convolution(2, 40, 40, 40, 28, 3, 1),
        convolution(1, 4, 32, 32, 28, 3, 1))) {
      Storage x = Samples.mixed(precision, g.input().size(), 11);
      Storage w = Samples.mixed(precision, g.filter().size(), 12);
      Storage z = Samples.mixed(precision, g.output().size(), 13);
      same(Call.of("convolve " + g, x, w, z.length(), (k, a, b, c) -> k.convolve(g, a, b, c)));
      same(Call.of("input adjoint " + g, w, z, x.length(), (k, a, b, c) -> k.convolveInputAdjoint(g, a, b, c)));
      same(Call.of("filter adjoint " + g, x, z, w.length(), (k, a, b, c) -> k.convolveFilterAdjoint(g, a, b, c)));
    }
  }

  private static Convolution convolution(int batch, int groups, int inputs, int outputs, int extent, int size, int stride) {
    Sweep sweep = Sweep.of(extent, size, stride, size / 2);
    return new Convolution(batch, groups, inputs, outputs, sweep, sweep);
  }
}
