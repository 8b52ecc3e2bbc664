package lucida.judge.randomisation;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Histograms of oriented gradients — Dalal, Triggs, CVPR 2005: in cells of 16 pixels the magnitudes of the gradient by its direction, nine directions of 20°, without
 * its sign. Deviation: the direction goes to the one bin it is in, and the histograms are not normalised in blocks.
 */
final class OrientedGradients {
  private static final int CELL = 16;
  private static final int BINS = 9;

  private OrientedGradients() {}

  /** Of a map [H, W]: [cells, 9]. */
  static Tensor of(Tensor map) {
    int H = map.shape().extent(0), W = map.shape().extent(1), columns = Math.ceilDiv(W, CELL),
        cells = columns * Math.ceilDiv(H, CELL);
    double[] histograms = new double[cells * BINS];
    for (int i = 0; i < H; i++)
      for (int j = 0; j < W; j++) {
        double down = i == 0 || i == H - 1 ? 0 : map.at(i + 1, j) - map.at(i - 1, j);
        double right = j == 0 || j == W - 1 ? 0 : map.at(i, j + 1) - map.at(i, j - 1);
        double half = Math.atan2(down, right) / Math.PI, turn = half - Math.floor(half); // 0 to 1 for 0° to 180°
        histograms[(i / CELL * columns + j / CELL) * BINS + Math.min(BINS - 1, (int) (turn * BINS))] += Math.hypot(down, right);
      }
    return Tensor.filled(Shape.of(cells, BINS), Precision.FLOAT64, e -> histograms[e]);
  }
}
