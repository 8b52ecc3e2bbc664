package lucida.pictures;

import lucida.core.Tensor;

/**
 * A map sampled at the pixels of a picture, row by row.
 *
 * @param width columns
 * @param height rows
 * @param values width·height of them
 */
record Field(int width, int height, double[] values) {
  /** field[y][x] = Σ_ij rows_yi · columns_xj · map[i][j]. */
  static Field of(Tensor map, ResizeFilter columns, ResizeFilter rows) {
    int h = map.shape().extent(0), w = map.shape().extent(1), width = columns.from().length, height = rows.from().length;
    double[] narrow = new double[Math.multiplyExact(h, width)];
    for (int i = 0; i < h; i++)
      for (int x = 0; x < width; x++) {
        double[] weight = columns.weight()[x];
        for (int t = 0; t < weight.length; t++)
          if (weight[t] != 0) narrow[i * width + x] += weight[t] * map.cell(i * w + columns.from()[x] + t);
      }
    double[] values = new double[Math.multiplyExact(height, width)];
    for (int y = 0; y < height; y++) {
      double[] weight = rows.weight()[y];
      for (int t = 0; t < weight.length; t++)
        if (weight[t] != 0)
          for (int x = 0; x < width; x++) values[y * width + x] += weight[t] * narrow[(rows.from()[y] + t) * width + x];
    }
    return new Field(width, height, values);
  }

  /** The value at pixel (x, y). */
  double at(int x, int y) { return values[y * width + x]; }
}
