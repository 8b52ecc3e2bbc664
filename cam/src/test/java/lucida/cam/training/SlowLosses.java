package lucida.cam.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.architecture.Attention;

/** The losses once more, in loops; derivatives by differences of the scores, so that nothing is shared but the forward sweep. */
final class SlowLosses {
  private static final double STEP = 1e-5;
  private final Executor executor = Executor.float64();
  private final Forward forward;
  private final Map<Expr, Tensor> given;
  private final Tensor x;
  private final Tensor masks;
  private final int[] labels;
  private final int count;
  private final int K;
  private final int h;
  private final int w;
  private final double[][][][] A;
  private final double[][][][] g;

  SlowLosses(Model model, Tensor x, Tensor masks, int... labels) {
    this.forward = model.network().write(labels.length, Mode.INFERENCE);
    this.x = x;
    this.given = model.given(forward, x);
    this.masks = masks;
    this.labels = labels;
    Tensor features = executor.value(forward.value("features"), given);
    this.count = labels.length;
    this.K = features.shape().extent(1);
    this.h = features.shape().extent(2);
    this.w = features.shape().extent(3);
    this.A = new double[count][K][h][w];
    this.g = new double[count][K][h][w];
    for (int n = 0; n < count; n++)
      for (int k = 0; k < K; k++)
        for (int i = 0; i < h; i++)
          for (int j = 0; j < w; j++) {
            A[n][k][i][j] = features.at(n, k, i, j);
            int cell = ((n * K + k) * h + i) * w + j;
            double up = score(features, cell, STEP, n), down = score(features, cell, -STEP, n);
            g[n][k][i][j] = (up - down) / (2 * STEP);
          }
  }

  private double score(Tensor features, int cell, double step, int n) {
    Map<Expr, Tensor> moved = new HashMap<>(given);
    double[] cells = features.toDoubles();
    cells[cell] += step;
    moved.put(forward.value("features"), Tensor.of(features.shape(), cells));
    return executor.run(Program.of(List.of(forward.scores()), forward.value("features")), moved).getFirst().at(n, labels[n]);
  }

  double ggam(boolean normalised) {
    Tensor s = executor.value(forward.value(Attention.WEIGHTS), given);
    double mean = 0;
    for (int n = 0; n < count; n++) {
      double[] beta = new double[K];
      double sum = 0;
      for (int k = 0; k < K; k++) {
        for (int i = 0; i < h; i++) for (int j = 0; j < w; j++) beta[k] += g[n][k][i][j] / (h * w);
        beta[k] = 1 / (1 + Math.exp(-beta[k]));
        sum += beta[k];
      }
      double there = 0, back = 0;
      for (int k = 0; k < K; k++) {
        double t = normalised ? beta[k] / sum : beta[k];
        there += s.at(n, k) * Math.log(s.at(n, k) / t);
        back += t * Math.log(t / s.at(n, k));
      }
      mean += (there + back) / 2 / count;
    }
    return mean;
  }

  /** relu(Σ_k (mean g^k) A^k). */
  private double[][] map(int n) {
    double[][] L = new double[h][w];
    for (int k = 0; k < K; k++) {
      double weight = 0;
      for (double[] row : g[n][k]) for (double v : row) weight += v / (h * w);
      for (int i = 0; i < h; i++) for (int j = 0; j < w; j++) L[i][j] += weight * A[n][k][i][j];
    }
    for (double[] row : L) for (int j = 0; j < w; j++) row[j] = Math.max(0, row[j]);
    return L;
  }

  private double mask(int n, int i, int j) {
    int each = masks.shape().extent(2) / h;
    double sum = 0;
    for (int u = 0; u < each; u++) for (int v = 0; v < each; v++) sum += masks.at(n, 0, each * i + u, each * j + v);
    return sum / (each * each);
  }

  private static double max(double[][] L) {
    double max = 0;
    for (double[] row : L) for (double v : row) max = Math.max(max, v);
    return max;
  }

  double energy() {
    double mean = 0;
    for (int n = 0; n < count; n++) {
      double inside = 0, all = 0;
      double[][] L = map(n);
      for (int i = 0; i < h; i++)
        for (int j = 0; j < w; j++) {
          inside += mask(n, i, j) * L[i][j];
          all += L[i][j];
        }
      mean += (1 - inside / all) / count;
    }
    return mean;
  }

  double absolute() {
    double mean = 0;
    for (int n = 0; n < count; n++) {
      double[][] L = map(n);
      for (int i = 0; i < h; i++) for (int j = 0; j < w; j++) mean += Math.abs(mask(n, i, j) - L[i][j] / max(L)) / (h * w) / count;
    }
    return mean;
  }

  double crossEntropy() {
    double mean = 0;
    for (int n = 0; n < count; n++) {
      double[][] L = map(n);
      double sum = 0, area = 0;
      for (int i = 0; i < h; i++)
        for (int j = 0; j < w; j++) {
          sum -= mask(n, i, j) * Math.log(Math.max(PixelCrossEntropy.LEAST, L[i][j] / max(L)));
          area += mask(n, i, j);
        }
      mean += sum / area / count;
    }
    return mean;
  }

  double rightReasons() {
    double sum = 0;
    for (int cell = 0; cell < x.size(); cell++) {
      int side = x.shape().extent(2), n = cell / (3 * side * side), i = cell / side % side, j = cell % side;
      if (masks.at(n, 0, i, j) == 1) continue;
      double d = (logs(cell, STEP) - logs(cell, -STEP)) / (2 * STEP);
      sum += d * d / count;
    }
    return sum;
  }

  /** Σ_m log p^m, of all pictures. */
  private double logs(int cell, double step) {
    double[] cells = x.toDoubles();
    cells[cell] += step;
    double sum = 0;
    for (double[] p : probabilities(Tensor.of(x.shape(), cells))) for (double each : p) sum += Math.log(each);
    return sum;
  }

  private double[][] probabilities(Tensor pictures) {
    Map<Expr, Tensor> moved = new HashMap<>(given);
    moved.put(forward.x(), pictures);
    Tensor S = executor.values(List.of(forward.scores()), moved).getFirst();
    double[][] p = new double[count][S.shape().extent(1)];
    for (int n = 0; n < count; n++) {
      double sum = 0;
      for (int m = 0; m < p[n].length; m++) {
        p[n][m] = Math.exp(S.at(n, m));
        sum += p[n][m];
      }
      for (int m = 0; m < p[n].length; m++) p[n][m] /= sum;
    }
    return p;
  }

  double gain() {
    double[] cells = x.toDoubles();
    int side = x.shape().extent(2);
    for (int n = 0; n < count; n++) {
      double[][] L = map(n);
      for (int i = 0; i < side; i++)
        for (int j = 0; j < side; j++) {
          double T = 1 / (1 + Math.exp(-10 * (between(L, i, j, side) / max(L) - 0.5)));
          for (int c = 0; c < 3; c++) cells[((n * 3 + c) * side + i) * side + j] *= 1 - T;
        }
    }
    double[][] p = probabilities(Tensor.of(x.shape(), cells));
    double mean = 0;
    for (int n = 0; n < count; n++) mean += p[n][labels[n]] / count;
    return mean;
  }

  /** Bilinear, cell centres at (i + ½), edges clamped. */
  private double between(double[][] L, int i, int j, int side) {
    double y = Math.clamp((i + 0.5) * h / side - 0.5, 0, h - 1.0), z = Math.clamp((j + 0.5) * w / side - 0.5, 0, w - 1.0);
    int a = (int) y, b = (int) z, below = Math.min(h - 1, a + 1), right = Math.min(w - 1, b + 1);
    double u = y - a, v = z - b;
    return (1 - u) * ((1 - v) * L[a][b] + v * L[a][right]) + u * ((1 - v) * L[below][b] + v * L[below][right]);
  }
}
