package lucida.book;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.pixels.Gradient;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.data.TetrisSource;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.Model;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.scenes.Split;

/**
 * Suppressor variables — Haufe, Meinecke, Görgen, Dähne, Haynes, Blankertz, Bießmann, NeuroImage 87, 2014; Clark et al. 2024 [GT 3]. Where noise is correlated, the best linear score of two classes also
 * weighs pixels that have nothing of the signal, because they tell of the noise in those that have: w = C⁻¹ a. The covariance C of the noise brings the signal back, C w = a.
 */
final class SuppressorSignal {
  private static final int N = TetrisSource.SIDE;

  private SuppressorSignal() {}

  /** The gradient of the best linear score, or that times the covariance of the noise, against the signal, both divided by their norms. */
  static double residual(boolean pattern) {
    double[][] K = kernel(), C = product(K, K); // the noise is K η K of independent η: its covariance is C along rows times C along columns
    Tensor a = mask(0).minus(mask(1)), w = tensor(transposed(solved(C, transposed(solved(C, rows(a))))));
    Tensor g = gradient(w), found = pattern ? tensor(product(product(C, rows(g)), C)) : g;
    return RelativeError.of(found.scale(1 / found.norm()), a.scale(1 / a.norm()));
  }

  /** ∂S/∂x of S = w · x by a sweep back through the network of one linear layer; its channels, which are equal in every picture, together: [8, 8]. */
  private static Tensor gradient(Tensor w) {
    NetworkBuilder net = new NetworkBuilder("the best linear score", Shape.of(3, N, N));
    net.add("pixels", new Conv2d(3, 3, Windows.of(1, 1, 1, 0), 1, false));
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(3 * N * N, 2, false));
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("pixels.weight", Tensor.eye(3, Precision.FLOAT64).reshape(Shape.of(3, 3, 1, 1)));
    tensors.put("fc.weight", Tensor.filled(Shape.of(2, 3 * N * N), Precision.FLOAT64,
        e -> (e < 3 * N * N ? 1 : -1) * w.cell(e % (N * N)) / 3));
    Subject subject = Subject.of(new Model(net.build(), new Weights(tensors)), "pixels", Executor.float64());
    Probe probe = subject.probe(picture(0).x(), Target.ofClass(0));
    return new Gradient().explain(probe).signed().sum(0);
  }

  /** 1 on the signal of a picture. */
  private static Tensor mask(int i) {
    return picture(i).objects().getFirst().mask().orElseThrow();
  }

  /** Pictures 0 and 1 are of the two classes. */
  private static LabelledPicture picture(int i) {
    return new TetrisSource(TetrisSource.Signal.LINEAR, TetrisSource.Background.CORRELATED, Split.TEST, 0, 2, Precision.FLOAT64)
        .get(i).picture();
  }

  /** exp(−(i − u)²/2), what smooths the noise along rows and along columns. */
  private static double[][] kernel() {
    return rows(Tensor.filled(Shape.of(N, N), Precision.FLOAT64, e -> Math.exp(-0.5 * (e / N - e % N) * (e / N - e % N))));
  }

  private static double[][] rows(Tensor matrix) {
    return IntStream.range(0, N).mapToObj(i -> matrix.select(0, i).toDoubles()).toArray(double[][]::new);
  }

  private static Tensor tensor(double[]... rows) { return Tensor.matrix(rows); }

  private static double[][] transposed(double[]... rows) { return rows(tensor(rows).transpose()); }

  private static double[][] product(double[][] a, double[]... b) {
    double[][] product = new double[N][N];
    for (int i = 0; i < N; i++) for (int j = 0; j < N; j++) for (int k = 0; k < N; k++) product[i][j] += a[i][k] * b[k][j];
    return product;
  }

  /** C⁻¹ B, by elimination: C is positive definite, so that no rows need to be exchanged. */
  private static double[][] solved(double[][] C, double[]... B) {
    double[][] left = rows(tensor(C)), right = rows(tensor(B));
    for (int k = 0; k < N; k++)
      for (int i = 0; i < N; i++) {
        if (i == k) continue;
        double factor = left[i][k] / left[k][k];
        for (int j = 0; j < N; j++) {
          left[i][j] -= factor * left[k][j];
          right[i][j] -= factor * right[k][j];
        }
      }
    for (int i = 0; i < N; i++) for (int j = 0; j < N; j++) right[i][j] /= left[i][i];
    return right;
  }
}
