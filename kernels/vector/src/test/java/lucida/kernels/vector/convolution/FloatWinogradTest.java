package lucida.kernels.vector.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import lucida.core.Doubles;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.ScalarKernels;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Workers;
import lucida.core.testkit.Agreement;
import lucida.core.testkit.Call;
import lucida.core.testkit.Samples;
import lucida.kernels.vector.VectorKernelProvider;
import lucida.kernels.vector.lanes.DoubleScratch;
import lucida.kernels.vector.matmul.DoubleMatrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Minimal filtering against the definition.
 *
 * <p>Its error. Y = Aᵀ[Σ_c (G w Gᵀ) ⊙ (Bᵀ d B)] A is computed with exact constants of A and B and with these roundings between an input
 * and a place, u = ε/2 each: G along one axis 4 (a constant, two operations, the last sum), so 8; Bᵀ 2, so 4; at most one for each of C
 * channels; Aᵀ 3, so 6. Every monomial is thereby multiplied by at most C + 18 factors 1 + δ, |δ| ≤ u, and none is computed as the
 * difference of larger ones, so that to first order
 *
 * <pre>  |Ŷ − Y| ≤ (C + 18)·u · |Aᵀ|[Σ_c (|G||w||Gᵀ|) ⊙ (|Bᵀ||d||B|)]|A|</pre>
 *
 * (for any points: Barabasz, Anderson, Soodhalter, Gregg, ACM TOMS 2020, arXiv 1803.10986). The definition rounds once more; the 20th u
 * covers the higher orders. The sum of absolute values is 30 to 70 times that of the window's own terms if all cells are alike, and more
 * where the window's are smaller than the tile's: this is the price of fewer multiplications, and why the contract's bound is not the
 * right one here.
 */
class FloatWinogradTest {
  private static final double A = 5 / 8.0;
  private static final double B = 3 / 2.0;
  private static final double[] POINTS = {0, A, -A, B, -B};

  /** Edges that cut tiles or do not; no, some and much padding; channels and filters that fill no block; one panel and more. */
  static Stream<Convolution> convolutions() {
    return Stream.of(square(2, 64, 64, 16, 1), square(1, 67, 70, 25, 1), square(4, 65, 64, 14, 0), square(3, 64, 66, 18, 2),
        square(1, 130, 64, 24, 1),
        new Convolution(1, 1, 64, 64, new Sweep(31, 3, 1, 0, 1, 1), new Sweep(14, 3, 1, 3, 2, 1)));
  }

  private static Convolution square(int batch, int inputs, int outputs, int extent, int padding) {
    Sweep sweep = Sweep.of(extent, 3, 1, padding);
    return new Convolution(batch, 1, inputs, outputs, sweep, sweep);
  }

  private static boolean suits(Convolution g) {
    return FloatWinograd.suits(Stencil.of(g.rows()), Stencil.of(g.columns()), g.batch(), g.outputs(), g.inputs())
        && FloatWinograd.suits(Stencil.adjoint(g.rows(), 0), Stencil.adjoint(g.columns(), 0), g.batch(), g.inputs(), g.outputs());
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void convolvesAsDefined(Convolution g) {
    assertTrue(suits(g), g.toString());
    Storage x = Samples.mixed(Precision.FLOAT32, g.input().size(), 1);
    Storage w = Samples.mixed(Precision.FLOAT32, g.filter().size(), 2);
    Call call = Call.of("convolve " + g, x, w, g.output().size(), (k, a, b, c) -> k.convolve(g, a, b, c));
    near(call, forward(g, x, w).bound(0x1p-24));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void inputAdjointAsDefined(Convolution g) {
    assertTrue(suits(g), g.toString());
    Storage w = Samples.mixed(Precision.FLOAT32, g.filter().size(), 3);
    Storage z = Samples.mixed(Precision.FLOAT32, g.output().size(), 4);
    Call call = Call.of("input adjoint " + g, w, z, g.input().size(), (k, a, b, c) -> k.convolveInputAdjoint(g, a, b, c));
    near(call, adjoint(g, w, z).bound(0x1p-24));
  }

  private static void near(Call call, double[] bound) {
    Storage actual = call.on(new VectorKernelProvider().create(2));
    Agreement.within(call.name(), call.on(new ScalarKernels()), actual, i -> bound[i]);
  }

  /** The algebra itself, in float64, which never takes this way by itself. */
  @ParameterizedTest
  @MethodSource("convolutions")
  void twinInDouble(Convolution g) {
    Storage x = Samples.mixed(Precision.FLOAT64, g.input().size(), 5);
    Storage w = Samples.mixed(Precision.FLOAT64, g.filter().size(), 6);
    double[] z = new double[g.output().size()];
    DoubleMatrices filter = DoubleMatrices.of(array(w), 1, 0, 9 * g.inputs());
    int places = g.rows().places() * g.columns().places();
    int[] starts = DoubleMatrices.of(array(x), g.batch(), g.input().size() / g.batch(), 0).starts();
    DoubleMatrices target = DoubleMatrices.of(z, g.batch(), g.outputs() * places, places);
    assertTrue(new DoubleWinograd(new Workers(2), new DoubleScratch(8)).correlate(filter, array(x), starts, Stencil.of(g.rows()),
        Stencil.of(g.columns()), target, g.batch(), g.outputs(), g.inputs()));
    Storage expected = Precision.FLOAT64.allocate(z.length);
    new ScalarKernels().convolve(g, x, w, expected);
    double[] bound = forward(g, x, w).bound(0x1p-53);
    Agreement.within("convolve " + g, expected, Samples.of(Precision.FLOAT64, z), i -> bound[i]);
    assertFalse(DoubleWinograd.suits(Stencil.of(g.rows()), Stencil.of(g.columns()), g.batch(), g.outputs(), g.inputs()));
  }

  private static double[] array(Storage cells) { return ((Doubles) cells).array(); }

  /** A correlation of M filters with C channels: source[n, c, i + a + low, j + b + left] · filter(m, c, a, b). */
  private record Correlation(Storage source, int items, int channels, int height, int width, int low, int left, int filters,
      int down,
      int across, Filter filter) {
    /** (C + 20)·u·|Aᵀ|[Σ_c (|G||w||Gᵀ|) ⊙ (|Bᵀ||d||B|)]|A| for every cell of the target. */
    double[] bound(double u) {
      double[] bound = new double[items * filters * down * across];
      double[][][][] values = new double[filters][channels][][];
      for (int m = 0; m < filters; m++) for (int c = 0; c < channels; c++) values[m][c] = filterValues(m, c);
      for (int n = 0; n < items; n++)
        for (int i = 0; i < down; i += 4)
          for (int j = 0; j < across; j += 4) {
            double[][][] inputs = new double[channels][][];
            for (int c = 0; c < channels; c++) inputs[c] = inputValues(n, c, i, j);
            for (int m = 0; m < filters; m++) {
              double[][] y = places(values[m], inputs);
              for (int a = 0; a < Math.min(4, down - i); a++)
                for (int b = 0; b < Math.min(4, across - j); b++)
                  bound[((n * filters + m) * down + i + a) * across + j + b] = (channels + 20) * u * y[a][b];
            }
          }
      return bound;
    }

    private double[][] filterValues(int m, int c) {
      double[][] w = new double[3][3];
      for (int a = 0; a < 3; a++) for (int b = 0; b < 3; b++) w[a][b] = Math.abs(filter.at(m, c, a, b));
      return sandwich(G, w);
    }

    private double[][] inputValues(int n, int c, int i, int j) {
      double[][] d = new double[6][6];
      for (int a = 0; a < 6; a++)
        for (int b = 0; b < 6; b++) {
          int row = i + a + low;
          int column = j + b + left;
          boolean inside = row >= 0 && row < height && column >= 0 && column < width;
          d[a][b] = inside ? Math.abs(source.get(((n * channels + c) * height + row) * width + column)) : 0;
        }
      return sandwich(BT, d);
    }

    private static double[][] places(double[][][] filters, double[][][] inputs) {
      double[][] sum = new double[6][6];
      for (int c = 0; c < inputs.length; c++)
        for (int p = 0; p < 6; p++) for (int q = 0; q < 6; q++) sum[p][q] += filters[c][p][q] * inputs[c][p][q];
      return sandwich(AT, sum);
    }
  }

  private interface Filter {
    double at(int m, int c, int a, int b);
  }

  private static Correlation forward(Convolution g, Storage x, Storage w) {
    return new Correlation(x, g.batch(), g.inputs(), g.rows().extent(), g.columns().extent(), -g.rows().before(),
        -g.columns().before(),
        g.outputs(), g.rows().places(), g.columns().places(), (m, c, a, b) -> w.get(((m * g.inputs() + c) * 3 + a) * 3 + b));
  }

  private static Correlation adjoint(Convolution g, Storage w, Storage z) {
    return new Correlation(z, g.batch(), g.outputs(), g.rows().places(), g.columns().places(), g.rows().before() - 2,
        g.columns().before() - 2, g.inputs(), g.rows().extent(), g.columns().extent(),
        (m, c, a, b) -> w.get(((c * g.inputs() + m) * 3 + 2 - a) * 3 + 2 - b));
  }

  /** |G|, |Bᵀ|, |Aᵀ| from the points alone. */
  private static final double[][] G = new double[6][3];
  private static final double[][] BT = new double[6][6];
  private static final double[][] AT = new double[4][6];

  static {
    for (int p = 0; p < 5; p++) {
      double[] others = {1};
      double slope = 1;
      for (int q = 0; q < 5; q++) if (q != p) {
        others = timesRoot(others, POINTS[q]);
        slope *= POINTS[p] - POINTS[q];
      }
      for (int i = 0; i < 5; i++) BT[p][i] = Math.abs(others[i]);
      for (int i = 0; i < 3; i++) G[p][i] = Math.abs(Math.pow(POINTS[p], i) / slope);
      for (int i = 0; i < 4; i++) AT[i][p] = Math.abs(Math.pow(POINTS[p], i));
    }
    double[] all = {1};
    for (double point : POINTS) all = timesRoot(all, point);
    for (int i = 0; i < 6; i++) BT[5][i] = Math.abs(all[i]);
    G[5][2] = 1;
    AT[3][5] = 1;
  }

  /** The coefficients of f(x)·(x − root), lowest first. */
  private static double[] timesRoot(double[] f, double root) {
    double[] product = new double[f.length + 1];
    for (int i = 0; i < f.length; i++) {
      product[i] -= root * f[i];
      product[i + 1] += f[i];
    }
    return product;
  }

  /** T X Tᵀ. */
  private static double[][] sandwich(double[][] t, double[][] x) {
    double[][] half = new double[t.length][x.length];
    double[][] whole = new double[t.length][t.length];
    for (int p = 0; p < t.length; p++)
      for (int j = 0; j < x.length; j++) for (int i = 0; i < x.length; i++) half[p][j] += t[p][i] * x[i][j];
    for (int p = 0; p < t.length; p++)
      for (int q = 0; q < t.length; q++) for (int j = 0; j < x.length; j++) whole[p][q] += half[p][j] * t[q][j];
    return whole;
  }

  /** One chunk that is shared out, and many that are tasks of their own: the very same bits on any number of threads. */
  @Test
  void sameBits() {
    Kernels alone = new VectorKernelProvider().create(1);
    for (Convolution g : List.of(square(1, 67, 70, 33, 1), square(3, 64, 64, 42, 1))) {
      Storage x = Samples.mixed(Precision.FLOAT32, g.input().size(), 7);
      Storage w = Samples.mixed(Precision.FLOAT32, g.filter().size(), 8);
      Call call = Call.of("convolve " + g, x, w, g.output().size(), (k, a, b, c) -> k.convolve(g, a, b, c));
      Storage expected = call.on(alone);
      for (int threads : new int[]{2, 5})
        Agreement.identical(call.name(), expected, call.on(new VectorKernelProvider().create(threads)));
    }
  }

  /** NaN, infinities and numbers whose differences overflow reach their own windows only: the result is that of the direct way. */
  @Test
  void specialNumbersStayUnderTheirWindows() {
    Convolution g = square(1, 64, 64, 28, 1);
    Storage plain = Samples.integers(Precision.FLOAT32, g.input().size(), 9);
    Storage w = Samples.of(Precision.FLOAT32, g.filter().size(), i -> i % 7 - 3.5);
    for (double special : new double[]{Double.NaN, Double.NEGATIVE_INFINITY, 0x1p125}) {
      Storage x = Samples.of(Precision.FLOAT32, plain.length(), i -> i == 5000 ? special : plain.get(i));
      Call call = Call.of(special + " in x", x, w, g.output().size(), (k, a, b, c) -> k.convolve(g, a, b, c));
      Storage actual = call.on(new VectorKernelProvider().create(2));
      Agreement.withDefinition(new VectorKernelProvider()::create, call, 0);
      assertEquals(9, touched(g, actual), special + " changes the places of its windows");
    }
  }

  /** Places of the first plane that are not small. */
  private static int touched(Convolution g, Storage z) {
    int count = 0;
    for (int i = 0; i < g.rows().places() * g.columns().places(); i++) if (!(Math.abs(z.get(i)) < 0x1p20)) count++;
    return count;
  }
}
