package lucida.judge.data;

import java.util.List;
import lucida.core.RandomStream;

/**
 * Four pixels of a picture of {@link TetrisSource#SIDE} pixels a side.
 *
 * @param pixels row and column of each
 */
record Tetromino(List<Pixel> pixels) {
  record Pixel(int i, int j) {}

  /** In the upper left. */
  static final Tetromino T = at(1, 1, List.of(new Pixel(0, 0), new Pixel(0, 1), new Pixel(0, 2), new Pixel(1, 1)));
  /** In the lower right. */
  static final Tetromino L = at(4, 5, List.of(new Pixel(0, 0), new Pixel(1, 0), new Pixel(2, 0), new Pixel(2, 1)));

  private static Tetromino at(int i, int j, List<Pixel> pixels) {
    return new Tetromino(pixels.stream().map(p -> new Pixel(p.i + i, p.j + j)).toList());
  }

  /** Turned by quarters, somewhere. */
  Tetromino turned(int quarters) {
    return quarters == 0 ? this : new Tetromino(pixels.stream().map(p -> new Pixel(p.j, -p.i)).toList()).turned(quarters - 1);
  }

  /** At a place that draws choose, all of it in the picture. */
  Tetromino moved(RandomStream draws) {
    int top = pixels.stream().mapToInt(Pixel::i).min().orElseThrow(),
        bottom = pixels.stream().mapToInt(Pixel::i).max().orElseThrow();
    int left = pixels.stream().mapToInt(Pixel::j).min().orElseThrow(),
        right = pixels.stream().mapToInt(Pixel::j).max().orElseThrow();
    return at(draws.below(TetrisSource.SIDE - (bottom - top), 1) - top, draws.below(TetrisSource.SIDE - (right - left), 2) - left,
        pixels);
  }

  /** Adds a number at its pixels. */
  void add(double[] picture, double value) {
    pixels.forEach(p -> picture[p.i * TetrisSource.SIDE + p.j] += value);
  }
}
