package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.Sweep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The three faces of the convolution. */
public interface ConvolutionContract extends Subject {
  /** Strides, paddings, dilations, groups, filters, and what is empty. */
  static Stream<Arguments> convolutions() {
    return Samples.inBothPrecisions(cases());
  }

  /** The extents. */
  static List<Convolution> cases() {
    return List.of(
        new Convolution(2, 1, 3, 8, Sweep.of(13, 3, 1, 1), Sweep.of(17, 3, 1, 1)),
        new Convolution(1, 1, 64, 17, Sweep.of(8, 3, 1, 1), Sweep.of(7, 3, 1, 1)),
        new Convolution(1, 1, 13, 64, Sweep.of(7, 3, 1, 1), Sweep.of(8, 3, 1, 1)),
        new Convolution(1, 1, 13, 17, Sweep.of(7, 3), Sweep.of(8, 3)),
        new Convolution(3, 1, 17, 207, Sweep.of(7, 1), Sweep.of(3, 1)),
        new Convolution(2, 1, 207, 13, Sweep.of(3, 1), Sweep.of(8, 1)),
        new Convolution(1, 1, 8, 7, Sweep.of(8, 1, 2, 0), Sweep.of(13, 1, 2, 0)),
        new Convolution(1, 1, 3, 7, Sweep.of(17, 7, 2, 3), Sweep.of(64, 7, 2, 3)),
        new Convolution(2, 1, 3, 3, new Sweep(13, 5, 1, 2, 1, 1), new Sweep(8, 3, 1, 0, 2, 1)),
        new Convolution(1, 1, 7, 3, new Sweep(13, 5, 2, 0, 3, 1), new Sweep(17, 3, 3, 1, 0, 1)),
        new Convolution(1, 1, 3, 8, Sweep.of(17, 3, 3, 1), Sweep.of(13, 3, 3, 0)),
        new Convolution(1, 1, 7, 8, Sweep.of(8, 1, 3, 0), Sweep.of(17, 1, 3, 1)),
        new Convolution(2, 1, 3, 7, new Sweep(13, 3, 1, 2, 2, 2), new Sweep(17, 3, 1, 3, 1, 3)),
        new Convolution(1, 1, 3, 3, new Sweep(17, 3, 2, 1, 2, 2), new Sweep(13, 2, 3, 0, 0, 1)),
        new Convolution(2, 3, 6, 9, Sweep.of(7, 3, 1, 1), Sweep.of(8, 3, 1, 1)),
        new Convolution(1, 2, 8, 2, Sweep.of(7, 3, 2, 1), Sweep.of(8, 1, 1, 0)),
        new Convolution(2, 13, 13, 13, Sweep.of(8, 3, 1, 1), Sweep.of(17, 3, 1, 1)),
        new Convolution(1, 7, 7, 21, Sweep.of(13, 3, 2, 1), Sweep.of(13, 5, 2, 2)),
        new Convolution(1, 1, 3, 3, Sweep.of(7, 3, 1, 4), Sweep.of(8, 3, 2, 3)),
        new Convolution(1, 1, 3, 1, Sweep.of(3, 1, 2, 2), Sweep.of(1, 1, 1, 1)),
        new Convolution(1, 1, 7, 17, Sweep.of(7, 7), Sweep.of(7, 7)),
        new Convolution(1, 1, 3, 3, Sweep.of(3, 5, 1, 2), Sweep.of(1, 7, 1, 3)),
        new Convolution(1, 1, 1, 1, Sweep.of(64, 3, 1, 1), Sweep.of(207, 3, 1, 1)),
        new Convolution(1, 1, 1, 1, Sweep.of(1, 1), Sweep.of(1, 1)),
        new Convolution(1, 1, 1, 64, Sweep.of(207, 5, 1, 2), Sweep.of(1, 1)),
        new Convolution(0, 1, 3, 7, Sweep.of(8, 3, 1, 1), Sweep.of(8, 3, 1, 1)),
        new Convolution(1, 1, 0, 3, Sweep.of(3, 3, 1, 1), Sweep.of(3, 3, 1, 1)),
        new Convolution(1, 1, 3, 0, Sweep.of(3, 3, 1, 1), Sweep.of(3, 3, 1, 1)),
        new Convolution(1, 1, 3, 3, Sweep.of(0, 1, 1, 1), Sweep.of(3, 1, 1, 0)));
  }

  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ConvolutionContract#convolutions")
  default void convolvesAsDefined(Precision precision, Convolution g) {
    Storage x = Samples.mixed(precision, g.input().size(), 61);
    Storage w = Samples.mixed(precision, g.filter().size(), 62);
    Storage z = Samples.mixed(precision, g.output().size(), 63);
    for (Call face : List.of(forward(g, x, w), inputAdjoint(g, w, z), filterAdjoint(g, x, z)))
      Agreement.withDefinition(this, face, 0);
  }

  /** On integers, exactly: ⟨x ∗ w, z⟩ = ⟨x, its input adjoint⟩ = ⟨w, its filter adjoint⟩. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ConvolutionContract#convolutions")
  default void threeFacesOfOneConvolution(Precision precision, Convolution g) {
    Storage x = Samples.integers(precision, g.input().size(), 64);
    Storage w = Samples.integers(precision, g.filter().size(), 65);
    Storage z = Samples.integers(precision, g.output().size(), 66);
    double form = Samples.dot(forward(g, x, w).on(kernels(1)), z);
    assertEquals(form, Samples.dot(x, inputAdjoint(g, w, z).on(kernels(1))), "⟨x, input adjoint⟩, " + g);
    assertEquals(form, Samples.dot(w, filterAdjoint(g, x, z).on(kernels(1))), "⟨w, filter adjoint⟩, " + g);
  }

  /**
   * A filter that is 1 at one offset (u, v) from channel c to output o, else 0, shifts: z[n, o, i, j] = x[n, c, i·s + u·d − p,
   * j·s + v·d − p], 0 where that is padding. Every offset of the first and the last filter is tried; with linearity in w that is all
   * that a convolution is.
   */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ConvolutionContract#convolutions")
  default void aDeltaShifts(Precision precision, Convolution g) {
    int filters = g.filter().size();
    if (filters == 0) return;
    int taps = g.rows().size() * g.columns().size();
    Storage x = Samples.integers(precision, g.input().size(), 67);
    IntStream.concat(IntStream.range(0, taps), IntStream.range(filters - taps, filters)).forEach(delta -> {
      Storage w = Samples.of(precision, filters, i -> i == delta ? 1 : 0);
      Agreement.exactly("delta " + delta + ", " + g, cell -> shifted(g, x, delta, cell), forward(g, x, w).on(kernels(1)));
    });
  }

  private static double shifted(Convolution g, Storage x, int delta, int cell) {
    int V = g.columns().size();
    int U = g.rows().size();
    int J = g.columns().places();
    int I = g.rows().places();
    int o = delta / (V * U * g.inputsPerGroup());
    if (cell / (J * I) % g.outputs() != o) return 0;
    int c = delta / (V * U) % g.inputsPerGroup() + o / g.outputsPerGroup() * g.inputsPerGroup();
    int n = cell / (J * I * g.outputs());
    int a = under(g.rows(), cell / J % I, delta / V % U);
    int b = under(g.columns(), cell % J, delta % V);
    boolean padding = a < 0 || a >= g.rows().extent() || b < 0 || b >= g.columns().extent();
    return padding ? 0 : x.get(((n * g.inputs() + c) * g.rows().extent() + a) * g.columns().extent() + b);
  }

  private static int under(Sweep s, int i, int u) { return i * s.stride() + u * s.dilation() - s.before(); }

  /** With x and w all 1, z counts the cells under the window that are not padding, times the channels a filter sees. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.ConvolutionContract#convolutions")
  default void onesCountTheWindow(Precision precision, Convolution g) {
    Storage x = Samples.of(precision, g.input().size(), i -> 1);
    Storage w = Samples.of(precision, g.filter().size(), i -> 1);
    int J = g.columns().places();
    Agreement.exactly(g.toString(), cell -> (double) g.inputsPerGroup() * covered(g.rows(), cell / J % g.rows().places())
        * covered(g.columns(), cell % J), Agreement.onAnyThreads(this, forward(g, x, w)));
  }

  /** The u with 0 ≤ i·s + u·d − p < extent, 0 ≤ u < size: from ⌈(p − i·s)/d⌉ to ⌈(extent + p − i·s)/d⌉ − 1. */
  private static int covered(Sweep s, int i) {
    int from = Math.clamp(Math.ceilDiv(s.before() - i * s.stride(), s.dilation()), 0, s.size());
    int to = Math.clamp(Math.ceilDiv(s.extent() + s.before() - i * s.stride(), s.dilation()), 0, s.size());
    return to - from;
  }

  /** A NaN or an infinity under a window reaches that window's result and no other: padding is left out, not multiplied by 0. */
  @ParameterizedTest
  @EnumSource
  default void specialNumbersStayUnderTheirWindows(Precision precision) {
    Convolution padded = new Convolution(2, 1, 3, 7, new Sweep(8, 3, 1, 1, 1, 1), new Sweep(13, 3, 2, 1, 0, 1));
    Convolution bare = new Convolution(2, 1, 3, 7, Sweep.of(8, 3, 1, 0), Sweep.of(13, 3, 2, 0));
    for (Convolution g : List.of(padded, bare)) {
      Storage x = Samples.integers(precision, g.input().size(), 68);
      Storage w = Samples.integers(precision, g.filter().size(), 69);
      Storage z = Samples.integers(precision, g.output().size(), 70);
      List<Call> faces = List.of(forward(g, few(x), w), forward(g, x, few(w)), forward(g, many(x), many(w)),
          inputAdjoint(g, few(w), z),
          inputAdjoint(g, w, few(z)), inputAdjoint(g, many(w), many(z)), filterAdjoint(g, few(x), z), filterAdjoint(g, x, few(z)),
          filterAdjoint(g, many(x), few(z)));
      for (Call face : faces) Agreement.withDefinition(this, face, 0);
    }
  }

  private static Storage few(Storage x) {
    return Samples.of(x.precision(), x.length(), i -> i == 57 ? Double.NaN : i == 100 ? Double.NEGATIVE_INFINITY : x.get(i));
  }

  private static Storage many(Storage x) {
    return Samples.special(x.precision(), x.length(), x.length());
  }

  private static Call forward(Convolution g, Storage x, Storage w) {
    return Call.of("convolve, " + g, x, w, g.output().size(), (k, a, b, y) -> k.convolve(g, a, b, y));
  }

  private static Call inputAdjoint(Convolution g, Storage w, Storage z) {
    return Call.of("input adjoint, " + g, w, z, g.input().size(), (k, a, b, y) -> k.convolveInputAdjoint(g, a, b, y));
  }

  private static Call filterAdjoint(Convolution g, Storage x, Storage z) {
    return Call.of("filter adjoint, " + g, x, z, g.filter().size(), (k, a, b, y) -> k.convolveFilterAdjoint(g, a, b, y));
  }
}
