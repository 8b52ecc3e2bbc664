package lucida.judge.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;
import lucida.scenes.Split;

/**
 * Tetrominoes in noise, after XAI-TRIS — Clark, Wilming, Haufe, Machine Learning 113, 2024, arXiv 2306.12816 [GT 3]: grey pictures of 8 × 8 pixels of two classes, T and L, whose
 * signal a is known to the pixel.
 *
 * <pre>
 *   x = 8 (α a/‖a‖ + (1 − α) η/‖η‖)          additive
 *   x = 8 (1 − α a) ⊙ η/‖η‖                  multiplicative
 * </pre>
 *
 * Even numbers are of class 0, odd ones of class 1. The mask of a class's object is where a is not 0. Deviation: the paper smooths the signal, too, and has pictures of 64 × 64 pixels.
 *
 * @param signal how the class is coded
 * @param background η
 * @param split which of three disjoint sets
 * @param precision of the pictures, [3, 8, 8] with equal channels
 */
public record TetrisSource(Signal signal, Background background, Split split, long seed, int count, Precision precision)
    implements
      PictureSource {
  /** Pixels along a side. */
  public static final int SIDE = 8;

  /** How a picture says its class. */
  public enum Signal {
    /** T in the upper left or L in the lower right, added. */
    LINEAR(0.3),
    /** The same, where the noise is weaker. */
    MULTIPLICATIVE(0.9),
    /** T or L anywhere, turned by quarters, added. */
    ROTATED(0.5),
    /** T and L both, of equal sign in class 0 and of opposite signs in class 1, added. */
    XOR(0.4);

    private final double alpha;

    Signal(double alpha) {
      this.alpha = alpha;
    }

    /** a, row by row: 0 where there is no signal. */
    double[] pattern(int label, RandomStream draws) {
      double[] a = new double[SIDE * SIDE];
      switch (this) {
        case LINEAR, MULTIPLICATIVE -> (label == 0 ? Tetromino.T : Tetromino.L).add(a, 1);
        case ROTATED -> (label == 0 ? Tetromino.T : Tetromino.L).turned(draws.below(4, 0)).moved(draws).add(a, 1);
        case XOR -> {
          int sign = draws.bernoulli(0.5, 0) ? 1 : -1;
          Tetromino.T.add(a, sign);
          Tetromino.L.add(a, label == 0 ? sign : -sign);
        }
      }
      return a;
    }

    /** x of signal and noise. */
    double[] picture(double[] a, double[] noise) {
      double size = norm(noise), strength = norm(a);
      return IntStream.range(0, a.length).mapToDouble(e -> SIDE * (this == MULTIPLICATIVE
          ? (1 - alpha * a[e]) * noise[e] / size
          : alpha * a[e] / strength + (1 - alpha) * noise[e] / size)).toArray();
    }
  }

  /** What the noise is. */
  public enum Background {
    /** Independent normal numbers. */
    WHITE,
    /** The same, smoothed by a Gaussian of deviation 1 pixel: pixels beside the signal tell of the noise in it (suppressor variables). */
    CORRELATED;

    double[] noise(RandomStream draws) {
      Tensor white = draws.gaussian(Shape.of(SIDE, SIDE), Precision.FLOAT64, 0, 1);
      return this == WHITE ? white.toDoubles() : smoothed(white).toDoubles();
    }

    /** Σ_uv exp(−((i − u)² + (j − v)²)/2) η_uv */
    private static Tensor smoothed(Tensor eta) {
      return Tensor.filled(eta.shape(), Precision.FLOAT64, e -> IntStream.range(0, eta.size()).mapToDouble(f -> {
        int down = e / SIDE - f / SIDE, right = e % SIDE - f % SIDE;
        return Math.exp(-0.5 * (down * down + right * right)) * eta.cell(f);
      }).sum());
    }
  }

  private static double norm(double[] v) { return Math.sqrt(DoubleStream.of(v).map(s -> s * s).sum()); }

  @Override
  public String name(int i) { return "tetris-" + i; }

  @Override
  public List<String> notes() { return List.of(); }

  @Override
  public SourcedPicture get(int i) {
    RandomStream draws = RandomStream.of(seed).stream(split.name()).stream(i);
    int label = i % 2;
    double[] a = signal.pattern(label, draws.stream("signal")), noise = background.noise(draws.stream("noise"));
    double[] x = signal.picture(a, noise);
    Tensor picture = Tensor.filled(Shape.of(3, SIDE, SIDE), precision, e -> x[e % (SIDE * SIDE)]);
    Tensor mask = Tensor.filled(Shape.of(SIDE, SIDE), precision, e -> a[e] == 0 ? 0 : 1);
    ObjectTruth object = new ObjectTruth(label, box(a), Optional.of(mask));
    return new SourcedPicture(new LabelledPicture(name(i), picture, OptionalInt.of(label), List.of(object)), List.of());
  }

  private static Box box(double[] a) {
    int[] set = IntStream.range(0, a.length).filter(e -> a[e] != 0).toArray();
    int left = IntStream.of(set).map(e -> e % SIDE).min().orElseThrow(),
        right = IntStream.of(set).map(e -> e % SIDE).max().orElseThrow();
    return new Box(set[0] / SIDE, left, set[set.length - 1] / SIDE, right);
  }
}
