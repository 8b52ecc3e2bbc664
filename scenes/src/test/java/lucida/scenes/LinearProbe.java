package lucida.scenes;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression by plain gradient descent on standardised features: p = softmax(W x), W ← W − η · mean of (p − y)
 * xᵀ over all scenes, with η = 2/λ, λ the largest eigenvalue of mean x xᵀ: half of it bounds the curvature of the loss (Böhning
 * 1992), so the loss falls at every step. Sums are taken in a fixed order and exp is StrictMath's: the same figures on every
 * machine.
 */
final class LinearProbe {
  private static final int CHUNKS = 16;

  private final double[][] x;
  private final int[] labels;
  private final double[][] w;

  /** Weights all 0. The features are those of {@link #standardise}. */
  LinearProbe(double[][] x, int[] labels, int classes) {
    this.x = x;
    this.labels = labels;
    this.w = new double[classes][x[0].length];
  }

  /** Each feature with mean 0 and variance 1 over the first set, the second treated alike; a feature that is always 1 is added. */
  static void standardise(double[][] training, double[][] test) {
    for (int d = 0; d < training[0].length - 1; d++) {
      double mean = 0;
      for (double[] x : training) mean += x[d] / training.length;
      double variance = 0;
      for (double[] x : training) variance += (x[d] - mean) * (x[d] - mean) / training.length;
      double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      for (double[] x : training) x[d] = scale * (x[d] - mean);
      for (double[] x : test) x[d] = scale * (x[d] - mean);
    }
    for (double[] x : training) x[x.length - 1] = 1;
    for (double[] x : test) x[x.length - 1] = 1;
  }

  /** The largest eigenvalue of mean x xᵀ by 50 steps of the power method, and 5 % for what they miss. */
  double step() {
    double[] v = new double[x[0].length];
    Arrays.fill(v, 1);
    double eigenvalue = 0;
    for (int k = 0; k < 50; k++) {
      double[] next = new double[v.length];
      for (double[] each : x) {
        double dot = dot(each, v);
        for (int d = 0; d < v.length; d++) next[d] += dot * each[d] / x.length;
      }
      eigenvalue = Math.sqrt(dot(next, next));
      for (int d = 0; d < v.length; d++) v[d] = next[d] / eigenvalue;
    }
    return 2 / (1.05 * eigenvalue);
  }

  void descend(int steps, double step) {
    for (int k = 0; k < steps; k++) {
      double[][][] parts = IntStream.range(0, CHUNKS).parallel().mapToObj(this::gradient).toArray(double[][][]::new);
      for (double[][] part : parts)
        for (int c = 0; c < w.length; c++) for (int d = 0; d < w[c].length; d++) w[c][d] -= step * part[c][d] / x.length;
    }
  }

  private double[][] gradient(int chunk) {
    double[][] gradient = new double[w.length][x[0].length];
    for (int n = chunk; n < x.length; n += CHUNKS) {
      double[] p = softmax(x[n]);
      p[labels[n]] -= 1;
      for (int c = 0; c < w.length; c++) for (int d = 0; d < w[c].length; d++) gradient[c][d] += p[c] * x[n][d];
    }
    return gradient;
  }

  private double[] softmax(double[] x) {
    double[] p = new double[w.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < p.length; c++) {
      p[c] = dot(w[c], x);
      most = Math.max(most, p[c]);
    }
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = StrictMath.exp(p[c] - most);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) p[c] /= sum;
    return p;
  }

  /** The share of scenes whose largest score is that of their label. */
  double accuracy(double[][] x, int[] labels) {
    int right = 0;
    for (int n = 0; n < x.length; n++) {
      double[] p = softmax(x[n]);
      int best = 0;
      for (int c = 1; c < p.length; c++) if (p[c] > p[best]) best = c;
      if (best == labels[n]) right++;
    }
    return (double) right / x.length;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) sum += a[d] * b[d];
    return sum;
  }
}
