package lucida.core.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Floats;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.kernel.CellwiseChain;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ComposedKernels;
import lucida.core.kernel.Convolution;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Epilogue;
import lucida.core.kernel.FiniteWatch;
import lucida.core.kernel.FusedKernels;
import lucida.core.kernel.MatrixProduct;
import lucida.core.kernel.PackedFilter;
import lucida.core.kernel.Pool;
import lucida.core.kernel.ScalarKernels;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fused kernels against what they are composed of, on arrays whose gaps between channels and stride hold NaN: nothing may depend on
 * them. On 1, 2 and 5 threads the result is the same.
 */
public interface FusedContract extends Subject {
  /** Half an ulp of 1. */
  double U = 0x1p-24;
  /** The contract's convolutions, some that are large enough for minimal filtering, and groups of channels that fill vectors or do not. */
  static Stream<ConvolutionFace> faces() {
    List<Convolution> larger = List.of(new Convolution(2, 1, 17, 64, Sweep.of(13, 3, 1, 1), Sweep.of(17, 3, 1, 1)),
        new Convolution(33, 1, 64, 16, Sweep.of(7, 3, 1, 1), Sweep.of(7, 3, 1, 1)),
        new Convolution(1, 1, 64, 207, Sweep.of(8, 3, 1, 0), Sweep.of(8, 3, 1, 2)),
        new Convolution(1, 1, 300, 17, Sweep.of(5, 3, 1, 1), Sweep.of(3, 3, 2, 1)),
        new Convolution(3, 17, 17, 17, Sweep.of(7, 3, 2, 1), Sweep.of(8, 5, 1, 2)),
        new Convolution(2, 17, 17, 17, Sweep.of(7, 3, 1, 1), Sweep.of(9, 3, 1, 1)),
        new Convolution(2, 33, 33, 33, Sweep.of(9, 3, 2, 1), Sweep.of(8, 3, 2, 1)),
        new Convolution(8, 1, 13, 3, Sweep.of(7, 1), Sweep.of(13, 1)),
        new Convolution(2, 1, 3, 64, Sweep.of(33, 7, 2, 3), Sweep.of(29, 7, 2, 3)),
        new Convolution(1, 1, 4, 40, new Sweep(14, 3, 2, 2, 0, 2), new Sweep(11, 5, 3, 1, 3, 1)),
        new Convolution(2, 32, 128, 128, Sweep.of(9, 3, 1, 1), Sweep.of(8, 3, 1, 1)),
        new Convolution(1, 8, 128, 128, Sweep.of(9, 3, 2, 1), Sweep.of(7, 3, 2, 1)),
        new Convolution(2, 3, 15, 30, Sweep.of(7, 3, 1, 1), Sweep.of(6, 5, 1, 2)),
        new Convolution(1, 2, 96, 80, new Sweep(13, 3, 1, 2, 2, 2), new Sweep(11, 3, 1, 1, 2, 2)),
        new Convolution(3, 4, 160, 200, Sweep.of(5, 1, 1, 0), Sweep.of(7, 1, 2, 0)));
    return Stream.concat(ConvolutionContract.cases().stream(), larger.stream())
        .flatMap(g -> Stream.of(new ConvolutionFace(g, false), new ConvolutionFace(g, true)));
  }

  private static FusedKernels definition() { return new ComposedKernels(new ScalarKernels()); }

  /** Channels-last cells, NaN between the channels and the stride. */
  private static float[] last(ChannelsLast g, Storage cells) {
    float[] y = new float[g.size()];
    Arrays.fill(y, Float.NaN);
    definition().channelsLast(g, ((Floats) cells).array(), y);
    return y;
  }

  private static float[] mixed(ChannelsLast g, long seed) {
    return last(g, Samples.mixed(Precision.FLOAT32, g.shape().size(), seed));
  }

  private static Storage rowMajor(ChannelsLast g, float[] y) {
    float[] x = new float[g.shape().size()];
    definition().rowMajor(g, y, x);
    return new Floats(x);
  }

  /** A fused call that fills channels-last cells. */
  interface Fused {
    /** Runs it. */
    void run(FusedKernels kernels, float[] result);
  }

  /** The result in row-major order on one thread, after others gave the very same. */
  private Storage onAnyThreads(String what, ChannelsLast g, Fused call) {
    Storage one = on(kernels(1).fused(), g, call);
    for (int threads : new int[]{2, 5})
      Agreement.identical(what + " on " + threads + " threads", one, on(kernels(threads).fused(), g, call));
    return one;
  }

  private static Storage on(FusedKernels kernels, ChannelsLast g, Fused call) {
    float[] y = new float[g.size()];
    Arrays.fill(y, Float.NaN);
    call.run(kernels, y);
    return rowMajor(g, y);
  }

  private void agrees(String what, ChannelsLast g, Fused call, IntToDoubleFunction bound) {
    Agreement.within(what, on(definition(), g, call), onAnyThreads(what, g, call), bound);
  }

  private static void convolve(FusedKernels kernels, ConvolutionFace face, float[] w, float[] x, Epilogue epilogue, float[] z) {
    kernels.convolve(face, kernels.pack(face, kernels.algorithm(face), w), x, epilogue, z);
  }

  /**
   * Sums of n products err by (n + 1)·ε·Σ|terms| as in {@link Agreement}, each part of the epilogue by one more rounding. Minimal filtering
   * errs by (n + 20)·u times a sum over the tile of up to 70 times its largest Σ|terms|, as the test of its kernel derives. No activation
   * here is steeper than 2.
   */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.FusedContract#faces")
  default void convolvesWithEpilogues(ConvolutionFace face) {
    ChannelsLast g = face.target();
    float[] x = mixed(face.source(), 71);
    float[] w = ((Floats) Samples.mixed(Precision.FLOAT32, face.extents().filter().size(), 72)).array();
    float[] bias = Arrays.copyOf(((Floats) Samples.mixed(Precision.FLOAT32, g.channels(), 73)).array(), g.stride());
    float[] addend = mixed(g, 74);
    float[] selector = mixed(g, 75);
    Storage magnitudes = magnitudes(face, w, x);
    double most = 0;
    for (int i = 0; i < magnitudes.length(); i++) most = Math.max(most, magnitudes.get(i));
    int terms = face.source().channels() * face.extents().rows().size() * face.extents().columns().size();
    boolean minimal = List.of(ConvolutionAlgorithm.WINOGRAD_2, ConvolutionAlgorithm.WINOGRAD_4)
        .contains(kernels(1).fused().algorithm(face));
    double everywhere = minimal ? (terms + 20) * 70 * U * most : 0;
    for (Epilogue e : List.of(Epilogue.NONE, new Epilogue(Optional.empty(), Optional.of(bias), Optional.empty(), Optional.empty()),
        new Epilogue(Optional.empty(), Optional.of(bias), Optional.of(addend),
            Optional.of(new Epilogue.Gating(0, 1, Optional.empty()))),
        new Epilogue(Optional.of(bias), Optional.empty(), Optional.of(addend),
            Optional.of(new Epilogue.Gating(0.25, -2, Optional.of(selector)))),
        new Epilogue(Optional.empty(), Optional.of(bias), Optional.empty(), Optional.of(new Epilogue.Clip(-1, 6))),
        new Epilogue(Optional.empty(), Optional.of(bias), Optional.of(addend), Optional.of(new Epilogue.Silu()))))
      agrees(face + ", " + e, g, (k, z) -> convolve(k, face, w, x, e, z),
          i -> 8 * (2 * (everywhere + 2 * U * (terms + 4) * magnitudes.get(i)) + 6 * U * (16 + 16)));
  }

  /** As channels of a larger value: the same bits, and nothing beside them; also where minimal filtering gives way, since there is a NaN. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.FusedContract#faces")
  default void convolvesIntoChannels(ConvolutionFace face) {
    ChannelsLast g = face.target();
    if (g.channels() % ChannelsLast.ALIGNMENT > 0 || face.source().size() == 0) return;
    float[] x = mixed(face.source(), 71);
    float[] w = ((Floats) Samples.mixed(Precision.FLOAT32, face.extents().filter().size(), 72)).array();
    float[] bias = ((Floats) Samples.mixed(Precision.FLOAT32, g.channels(), 73)).array();
    Epilogue e = new Epilogue(Optional.empty(), Optional.of(bias), Optional.empty(),
        Optional.of(new Epilogue.Gating(0, 1, Optional.empty())));
    Epilogue.Slice slice = new Epilogue.Slice(g.stride() + 48, 16);
    for (float first : new float[]{x[0], Float.NaN})
      for (FusedKernels kernels : List.of(definition(), kernels(2).fused())) {
        x[0] = first;
        float[] alone = new float[g.size()];
        convolve(kernels, face, w, x, e, alone);
        float[] all = new float[g.places() * slice.stride()];
        Arrays.fill(all, 7);
        float[] expected = all.clone();
        for (int p = 0; p < g.places(); p++)
          System.arraycopy(alone, p * g.stride(), expected, p * slice.stride() + slice.from(), g.stride());
        convolve(kernels, face, w, x, e.into(slice), all);
        Agreement.identical(face + " into channels", new Floats(expected), new Floats(all));
      }
  }

  /**
   * What an activation hides is seen by every way to compute it, at the first cell, one in the middle and the last: there it reads an infinity or a NaN. What
   * a call before has left in arrays that are used again is not seen.
   */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.FusedContract#faces")
  default void watchesWhatActivationsRead(ConvolutionFace face) {
    ChannelsLast g = face.target();
    if (g.shape().size() == 0) return;
    float[] x = gapless(face.source(), mixed(face.source(), 71));
    float[] w = ((Floats) Samples.mixed(Precision.FLOAT32, face.extents().filter().size(), 72)).array();
    float[] lost = new float[x.length];
    Arrays.fill(lost, Float.NaN);
    convolve(kernels(2).fused(), face, w, lost, Epilogue.NONE, new float[g.size()]);
    assertTrue(watched(face, w, x, new float[g.size()], new Epilogue.Gating(0, 1, Optional.empty())), face::toString);
    seesLost(face, w, x, Float.NEGATIVE_INFINITY, 0, new Epilogue.Gating(0, 1, Optional.empty()));
    seesLost(face, w, x, Float.POSITIVE_INFINITY, g.shape().size() / 2, new Epilogue.Clip(-1, 6));
    seesLost(face, w, x, Float.NaN, g.shape().size() - 1, new Epilogue.Silu());
  }

  private void seesLost(ConvolutionFace face, float[] w, float[] x, float lost, int cell, Epilogue.Activation activation) {
    ChannelsLast g = face.target();
    Storage addend = Samples.integers(Precision.FLOAT32, g.shape().size(), 77);
    addend.set(cell, lost);
    assertFalse(watched(face, w, x, gapless(g, last(g, addend)), activation),
        () -> face + ", " + activation + ", " + lost + " at " + cell);
  }

  /** With zeros between channels and stride. */
  private static float[] gapless(ChannelsLast g, float[] x) {
    for (int i = 0; i < x.length; i++) if (i % g.stride() >= g.channels()) x[i] = 0;
    return x;
  }

  private boolean watched(ConvolutionFace face, float[] w, float[] x, float[] addend, Epilogue.Activation activation) {
    List<Boolean> all = new ArrayList<>();
    for (FusedKernels kernels : List.of(definition(), kernels(2).fused())) {
      FiniteWatch watch = new FiniteWatch();
      Epilogue e = new Epilogue(Optional.empty(), Optional.empty(), Optional.of(addend), Optional.of(activation));
      convolve(kernels, face, w, x, e.watchedBy(watch), new float[face.target().size()]);
      all.add(watch.isFinite());
    }
    assertEquals(1, Set.copyOf(all).size(), "all kernels see the same");
    return all.getFirst();
  }

  static Stream<Convolution> convolutions() {
    return faces().filter(face -> !face.adjoint()).map(ConvolutionFace::extents);
  }

  /** Sums over all places of all pictures: n products err by (n + 1)·ε·Σ|terms|, the definition and the fused one. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.FusedContract#convolutions")
  default void convolvesByTheFilter(Convolution g) {
    ChannelsLast source = ChannelsLast.of(g.input());
    ChannelsLast target = ChannelsLast.of(g.output());
    Floats x = (Floats) Samples.mixed(Precision.FLOAT32, source.shape().size(), 91);
    Floats yBar = (Floats) Samples.mixed(Precision.FLOAT32, target.shape().size(), 92);
    Storage expected = byTheFilter(definition(), g, x, yBar);
    Storage magnitudes = byTheFilter(definition(), g, absolute(x), absolute(yBar));
    Storage one = byTheFilter(kernels(1).fused(), g, x, yBar);
    int n = target.places();
    Agreement.within(g.toString(), expected, one, i -> 4 * (n + 1) * U * magnitudes.get(i));
    for (int threads : new int[]{2, 5})
      Agreement.identical(g + " on " + threads + " threads", one, byTheFilter(kernels(threads).fused(), g, x, yBar));
  }

  private static Storage byTheFilter(FusedKernels kernels, Convolution g, Storage x, Storage yBar) {
    float[] wBar = new float[g.filter().size()];
    Arrays.fill(wBar, Float.NaN);
    kernels.convolveFilterAdjoint(g, last(ChannelsLast.of(g.input()), x), last(ChannelsLast.of(g.output()), yBar), wBar);
    return new Floats(wBar);
  }

  private static Floats absolute(Floats x) {
    float[] y = new float[x.length()];
    for (int i = 0; i < y.length; i++) y[i] = Math.abs(x.array()[i]);
    return new Floats(y);
  }

  /** A chain rounds as its operations do one by one, special numbers and all. */
  @Test
  default void chains() {
    for (ChannelsLast g : List.of(new ChannelsLast(2, 17, 5, 7), new ChannelsLast(1, 1, 1, 1), new ChannelsLast(3, 600, 2, 1),
        new ChannelsLast(33, 16, 16, 17), new ChannelsLast(0, 3, 2, 2))) {
      float[] a = mixed(g, 93);
      float[] b = last(g, Samples.special(Precision.FLOAT32, g.shape().size(), 94));
      float[] p = mixed(g.picture(), 96);
      float[] c = ((Floats) Samples.mixed(Precision.FLOAT32, g.channels(), 95)).array();
      float[] each = ((Floats) Samples.mixed(Precision.FLOAT32, g.batch() * g.channels(), 97)).array();
      CellwiseChain chain = new CellwiseChain(2, 1, 2,
          List.of(new CellwiseChain.Plus(0, 3), new CellwiseChain.Times(5, 4), new CellwiseChain.Scaled(-0.75, 6),
              new CellwiseChain.Plus(7, 1), new CellwiseChain.Gated(0, 1, 8, 8), new CellwiseChain.Gated(0.25, -2, 1, 6),
              new CellwiseChain.Gated(0, 0, 1, 6), new CellwiseChain.Times(8, 2), new CellwiseChain.Gated(1, 0, 2, 8)),
          List.of(2, 4, 5, 6, 7, 8));
      for (int kept = 0; kept < 6; kept++) {
        int wanted = kept;
        agrees(g + ", result " + kept, g, (k, y) -> {
          List<float[]> results = Stream.generate(() -> new float[g.size()]).limit(6).toList();
          k.chain(g, chain, List.of(a, b, p, c, each), results);
          System.arraycopy(results.get(wanted), 0, y, 0, y.length);
        }, _ -> 0);
      }
    }
  }

  /** The order in which a picture is given changes no bit. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.FusedContract#faces")
  default void readsRows(ConvolutionFace face) {
    float[] x = mixed(face.source(), 71);
    float[] rows = ((Floats) rowMajor(face.source(), x)).array();
    float[] w = ((Floats) Samples.mixed(Precision.FLOAT32, face.extents().filter().size(), 72)).array();
    FusedKernels kernels = kernels(2).fused();
    PackedFilter packed = kernels.pack(face, kernels.algorithm(face), w);
    Agreement.identical(face.toString(), on(kernels, face.target(), (k, z) -> k.convolve(face, packed, x, Epilogue.NONE, z)),
        on(kernels, face.target(), (k, z) -> k.convolveRows(face, packed, rows, Epilogue.NONE, z)));
  }

  private static Storage magnitudes(ConvolutionFace face, float[] w, float[] x) {
    float[] a = x.clone();
    float[] b = w.clone();
    for (int i = 0; i < a.length; i++) a[i] = Math.abs(a[i]);
    for (int i = 0; i < b.length; i++) b[i] = Math.abs(b[i]);
    return on(definition(), face.target(), (k, z) -> convolve(k, face, b, a, Epilogue.NONE, z));
  }

  /** NaN and infinities come out where the definition has them, also where minimal filtering would spread them; a gate does not hide them. */
  @ParameterizedTest
  @MethodSource("lucida.core.testkit.FusedContract#faces")
  default void specialNumbersArrive(ConvolutionFace face) {
    Storage cells = Samples.integers(Precision.FLOAT32, face.source().shape().size(), 76);
    float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};
    SplittableRandom random = new SplittableRandom(77);
    for (int i = 0; i < cells.length(); i += 97)
      cells.set(i + random.nextInt(Math.min(97, cells.length() - i)), special[i / 97 % 4]);
    float[] x = last(face.source(), cells);
    float[] w = ((Floats) Samples.integers(Precision.FLOAT32, face.extents().filter().size(), 78)).array();
    for (Epilogue e : List.of(Epilogue.NONE, only(new Epilogue.Gating(0, 1, Optional.empty())), only(new Epilogue.Clip(-1, 6))))
      agrees(face + ", " + e, face.target(), (k, z) -> convolve(k, face, w, x, e, z), _ -> 0x1p-20);
  }

  private static Epilogue only(Epilogue.Activation activation) {
    return new Epilogue(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(activation));
  }

  /**
   * Activations alone, from −120 to 120 and where there is no number. The definition of s · σ(s) computes σ in double and rounds twice; the
   * other way takes some ten roundings, three of which are multiplied by at most |s|·σ(−|s|) ≤ 0.28 beside 1: 8 units in the last place
   * bear them. Where σ is subnormal it may lose digits, down to 0, as all
   * elementary functions may, and what is lost comes out |s| times as large.
   */
  @Test
  default void activates() {
    ChannelsLast g = new ChannelsLast(1, 24, 100, 101);
    float[] x = new float[g.size()];
    for (int i = 0; i < x.length; i++) x[i] = (i - x.length / 2) * 240f / x.length;
    x[3] = Float.NaN;
    x[12] = Float.POSITIVE_INFINITY;
    x[21] = Float.NEGATIVE_INFINITY;
    agrees("clip", g, (k, z) -> k.finish(g, x, only(new Epilogue.Clip(-1, 6)), z), _ -> 0);
    Storage expected = on(definition(), g, (k, z) -> k.finish(g, x, only(new Epilogue.Silu()), z));
    agrees("silu", g, (k, z) -> k.finish(g, x, only(new Epilogue.Silu()), z),
        i -> 8 * (2 * U * Math.abs(expected.get(i)) + 120 * Float.MIN_NORMAL));
  }

  /** Largest cells and where they were, with NaN, equal cells, and windows over padding alone. */
  @Test
  default void pools() {
    for (Pool g : List.of(new Pool(2, 17, Sweep.of(13, 3, 2, 1), Sweep.of(8, 2, 2, 0)),
        new Pool(1, 3, Sweep.of(7, 2, 1, 3), Sweep.of(5, 3)),
        new Pool(3, 64, new Sweep(8, 2, 2, 0, 1, 3), Sweep.of(1, 1)), new Pool(2, 20, Sweep.of(25, 3, 2, 1), Sweep.of(9, 3, 1, 1)),
        new Pool(0, 3, Sweep.of(3, 3), Sweep.of(3, 3)))) {
      ChannelsLast source = ChannelsLast.of(g.input());
      ChannelsLast target = ChannelsLast.of(g.output());
      Storage cells = Samples.integers(Precision.FLOAT32, source.shape().size(), 79);
      for (int i = 0; i < cells.length(); i += 23) cells.set(i, Double.NaN);
      float[] x = last(source, cells);
      float[] yBar = last(target, Samples.integers(Precision.FLOAT32, target.shape().size(), 80));
      agrees("max " + g, target, (k, y) -> k.maxPool(g, x, y), _ -> 0);
      agrees("max adjoint " + g, source, (k, y) -> k.maxPoolAdjoint(g, x, yBar, y), _ -> 0);
    }
  }

  /** Few terms of magnitude up to 8 with weights up to 2: at most 9 of them, summed in float32. */
  @Test
  default void resamples() {
    Taps sparse = new Taps(4, new int[]{3, 0, 1}, new double[][]{{0.5}, {}, {2, 0, -1}});
    Taps means = new Taps(7, new int[]{0, 2, 4}, new double[][]{{.25, .25, .25, .25}, {.5, 0, .5}, {1 / 3., 1 / 3., 1 / 3.}});
    for (int channels : List.of(1, 3, 16, 17)) {
      ChannelsLast source = new ChannelsLast(2, channels, 4, 7);
      ChannelsLast target = new ChannelsLast(2, channels, 3, 3);
      float[] x = mixed(source, 81);
      float[] yBar = mixed(target, 82);
      agrees("resample", target, (k, y) -> k.resample(source, sparse, means, x, y), _ -> 9 * 9 * 8 * 2 * U);
      agrees("resample adjoint", source, (k, y) -> k.resampleAdjoint(source, sparse, means, yBar, y), _ -> 9 * 9 * 8 * 2 * U);
    }
  }

  /** An epilogue alone: a product and two sums, of magnitudes up to 64. */
  @Test
  default void finishes() {
    ChannelsLast g = new ChannelsLast(2, 17, 5, 7);
    float[] x = mixed(g, 87);
    float[] addend = mixed(g, 88);
    float[] scale = Arrays.copyOf(((Floats) Samples.mixed(Precision.FLOAT32, 17, 89)).array(), g.stride());
    Epilogue e = new Epilogue(Optional.of(scale), Optional.of(scale), Optional.of(addend),
        Optional.of(new Epilogue.Gating(0, 1, Optional.empty())));
    agrees("finish", g, (k, z) -> k.finish(g, x, e, z), _ -> 4 * U * 80);
  }

  /** What only moves is exact; sums of integers too. */
  @Test
  default void movesAndSums() {
    for (ChannelsLast g : List.of(new ChannelsLast(2, 17, 5, 7), new ChannelsLast(1, 1, 1, 1), new ChannelsLast(3, 64, 3, 1),
        new ChannelsLast(0, 3, 2, 2))) {
      Storage cells = Samples.integers(Precision.FLOAT32, g.shape().size(), 83);
      float[] x = last(g, cells);
      agrees("channels-last", g, (k, y) -> k.channelsLast(g, ((Floats) cells).array(), y), _ -> 0);
      float[] back = new float[cells.length()];
      kernels(2).fused().rowMajor(g, x, back);
      Agreement.identical("row-major", cells, new Floats(back));
      float[] sums = new float[g.batch() * g.channels()];
      float[] expected = new float[sums.length];
      kernels(2).fused().sumPlaces(g, x, sums);
      definition().sumPlaces(g, x, expected);
      Agreement.identical("sum over places", new Floats(expected), new Floats(sums));
      agrees("spread", g, (k, y) -> k.spread(g, sums, y), _ -> 0);
      if (g.batch() > 0) agrees("spread of one", g, (k, y) -> k.spread(g, Arrays.copyOf(sums, g.channels()), y), _ -> 0);
      ChannelsLast some = new ChannelsLast(g.batch(), (g.channels() + 1) / 2, g.height(), g.width());
      agrees("a range of channels", some,
          (k, y) -> k.join(List.of(g), g.channels() - some.channels(), List.of(x), some, Epilogue.NONE, y), _ -> 0);
    }
  }

  /** Channels of pictures one after the other, in arrays that are longer than they take, then finished. */
  @Test
  default void concatenates() {
    for (int[] channels : new int[][]{{16, 32, 16}, {17, 3}, {5}, {48, 1, 16}}) {
      List<ChannelsLast> parts = IntStream.of(channels).mapToObj(C -> new ChannelsLast(2, C, 5, 7)).toList();
      ChannelsLast g = new ChannelsLast(2, IntStream.of(channels).sum(), 5, 7);
      List<float[]> x = parts.stream().map(part -> longer(mixed(part, part.channels()))).toList();
      agrees("concatenated", g, (k, z) -> k.join(parts, 0, x, g, Epilogue.NONE, z), _ -> 0);
      float[] scale = mixed(new ChannelsLast(1, g.channels(), 1, 1), 87);
      Epilogue e = new Epilogue(Optional.of(scale), Optional.of(scale), Optional.of(longer(mixed(g, 88))),
          Optional.of(new Epilogue.Gating(0, 1, Optional.empty())));
      ChannelsLast cut = new ChannelsLast(2, g.channels() - channels.length, 5, 7);
      if (IntStream.of(channels).min().orElseThrow() > 1)
        agrees("concatenated but for the first of each", cut, (k, z) -> k.join(parts, 1, x, cut, Epilogue.NONE, z), _ -> 0);
      agrees("concatenated and finished", g, (k, z) -> k.join(parts, 0, x, g, e, z), _ -> 4 * U * 80);
    }
  }

  /** Each epilogue that most layers have, of numbers that are as large as there are, and of none: some sums are infinite, some NaN. */
  @Test
  default void finishesWhatIsNotFinite() {
    ChannelsLast g = new ChannelsLast(1, 48, 3, 5);
    float[] bias = mixed(new ChannelsLast(1, 48, 1, 1), 89);
    List<Optional<Epilogue.Activation>> activations = List.of(Optional.empty(),
        Optional.of(new Epilogue.Gating(0, 1, Optional.empty())), Optional.of(new Epilogue.Clip(0, 6)));
    for (float odd : new float[]{0, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY,
        Float.NaN})
      for (boolean added : new boolean[]{false, true})
        for (Optional<Epilogue.Activation> a : activations) {
          float[] x = mixed(g, 90), more = mixed(g, 91);
          x[7] = more[7] = odd;
          Epilogue e = new Epilogue(Optional.empty(), Optional.of(bias), Optional.of(more).filter(_ -> added), a);
          agrees("finish of " + odd, g, (k, z) -> k.finish(g, x, e, z), _ -> 0);
          FiniteWatch watch = new FiniteWatch(), wanted = new FiniteWatch();
          kernels(2).fused().finish(g, x, e.watchedBy(watch), new float[g.size()]);
          definition().finish(g, x, e.watchedBy(wanted), new float[g.size()]);
          assertEquals(wanted.isFinite(), watch.isFinite(), () -> "whether all is finite, of " + odd);
        }
  }

  private static float[] longer(float[] x) {
    float[] all = Arrays.copyOf(x, x.length + 40);
    Arrays.fill(all, x.length, all.length, Float.NaN);
    return all;
  }

  /** Sums of k products err by (k + 1)·ε·Σ|terms| as in {@link Agreement}, whichever of them are left out because they are 0. */
  @Test
  default void productsOfLiveRows() {
    for (MatrixProduct g : List.of(new MatrixProduct(1, 1, 700, 17000), new MatrixProduct(1, 2, 1030, 300),
        new MatrixProduct(1, 8, 37, 2049), new MatrixProduct(1, 9, 40, 50), new MatrixProduct(1, 1, 3, 1),
        new MatrixProduct(2, 3, 5, 7))) {
      for (int each : new int[]{1, 3, Integer.MAX_VALUE}) {
        float[] x = ((Floats) Samples.mixed(Precision.FLOAT32, g.sizeP(), 98)).array();
        for (int i = 0; i < x.length; i++) if (i % g.k() % each != each - 1) x[i] = 0;
        float[] w = ((Floats) Samples.mixed(Precision.FLOAT32, g.sizeQ(), 99)).array();
        Storage magnitudes = liveProduct(definition(), g, absolute(new Floats(x)).array(), absolute(new Floats(w)).array());
        Storage one = liveProduct(kernels(1).fused(), g, x, w);
        Agreement.within(g + ", each " + each, liveProduct(definition(), g, x, w), one,
            i -> 4 * (g.k() + 1) * U * magnitudes.get(i));
        for (int threads : new int[]{2, 5})
          Agreement.identical(g + " on " + threads + " threads", one, liveProduct(kernels(threads).fused(), g, x, w));
      }
    }
  }

  private static Storage liveProduct(FusedKernels kernels, MatrixProduct g, float[] x, float[] w) {
    float[] z = new float[g.sizeR()];
    Arrays.fill(z, Float.NaN);
    kernels.liveProduct(g, x, w, z);
    return new Floats(z);
  }

  /** A packed filter serves any batch. */
  @Test
  default void packedOnce() {
    Sweep sweep = Sweep.of(7, 3, 1, 1);
    ConvolutionFace one = new ConvolutionFace(new Convolution(1, 1, 17, 33, sweep, sweep), false);
    ConvolutionFace two = new ConvolutionFace(new Convolution(2, 1, 17, 33, sweep, sweep), false);
    FusedKernels fused = kernels(2).fused();
    float[] w = ((Floats) Samples.mixed(Precision.FLOAT32, one.extents().filter().size(), 85)).array();
    float[] x = mixed(one.source(), 86);
    float[] twice = Arrays.copyOf(x, 2 * x.length);
    System.arraycopy(x, 0, twice, x.length, x.length);
    var packed = fused.pack(one, fused.algorithm(one), w);
    Storage z = on(fused, one.target(), (k, y) -> k.convolve(one, packed, x, Epilogue.NONE, y));
    Storage both = on(fused, two.target(), (k, y) -> k.convolve(two, packed, twice, Epilogue.NONE, y));
    for (int i = 0; i < z.length(); i++) assertEquals(z.get(i), both.get(z.length() + i));
  }
}
