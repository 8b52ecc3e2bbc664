package lucida.pictures;

/**
 * Which samples of a line of n make up each sample of its resized line, and with which weights:
 * resized[k] = Σ_t weight[k][t] · line[from[k] + t].
 *
 * <p>Resized sample k has its centre at c = start + (first + k + ½)·step on the line, whose samples have theirs at ½, 1½, …. Where the
 * line is made shorter (step > 1) the filter is stretched by step, which is what antialiases; weights are normalised to the sum 1.
 *
 * @param from the first sample taken
 * @param weight the weights
 */
record ResizeFilter(int[] from, double[][] weight) {
  /** The taps of resized samples first … first + count − 1. */
  static ResizeFilter of(Filter filter, int n, double start, double step, int first, int count) {
    return filter == Filter.NEAREST ? nearest(n, start, step, first, count) : weighed(filter, n, start, step, first, count);
  }

  private static ResizeFilter nearest(int n, double start, double step, int first, int count) {
    ResizeFilter taps = new ResizeFilter(new int[count], new double[count][]);
    double c = start + 0.5 * step;
    for (int k = -first; k < count; k++, c += step) { // PIL adds up the steps, and rounding decides ties
      if (k < 0) continue;
      taps.from[k] = Math.clamp((long) Math.floor(c), 0, n - 1);
      taps.weight[k] = new double[]{1};
    }
    return taps;
  }

  private static ResizeFilter weighed(Filter filter, int n, double start, double step, int first, int count) {
    ResizeFilter taps = new ResizeFilter(new int[count], new double[count][]);
    double stretch = Math.max(1, step), reach = filter.support() * stretch;
    for (int k = 0; k < count; k++) {
      double c = start + (first + k + 0.5) * step;
      int from = Math.clamp((long) (c - reach + 0.5), 0, n - 1);
      int to = Math.clamp((long) (c + reach + 0.5), from + 1, n);
      taps.from[k] = from;
      taps.weight[k] = weights(filter, from, to, c, 1 / stretch);
    }
    return taps;
  }

  private static double[] weights(Filter filter, int from, int to, double c, double squeeze) {
    double[] w = new double[to - from];
    double sum = 0;
    for (int t = 0; t < w.length; t++) {
      w[t] = filter.weight((from + t - c + 0.5) * squeeze);
      sum += w[t];
    }
    if (sum == 0) w[0] = 1; // only where the centre is off the line
    else for (int t = 0; t < w.length; t++) w[t] /= sum;
    return w;
  }

  /** The weights as whole numbers, 2^bits standing for 1, rounded half away from 0. */
  int[][] fixed(int bits) {
    int[][] fixed = new int[weight.length][];
    for (int k = 0; k < fixed.length; k++) {
      fixed[k] = new int[weight[k].length];
      for (int t = 0; t < fixed[k].length; t++) {
        double w = weight[k][t] * (1 << bits);
        fixed[k][t] = (int) (w < 0 ? w - 0.5 : w + 0.5);
      }
    }
    return fixed;
  }
}
