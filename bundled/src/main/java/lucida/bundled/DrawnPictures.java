package lucida.bundled;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.pictures.Preprocessing;

/** Pictures by number as networks of this room read them: drawn when first asked for, by all processors, and kept as bytes. */
final class DrawnPictures {
  private final int size;
  private final IntFunction<byte[]> draw;
  /** What each byte of each channel becomes. */
  private final double[][] values = new double[3][256];
  private final AtomicReferenceArray<byte[]> drawn;

  /**
   * Preprocessed as {@link Preprocessing#SCENES} says.
   *
   * @param count how many
   * @param size pixels along a side
   * @param draw the picture of a number, [3, size, size]
   */
  DrawnPictures(int count, int size, IntFunction<byte[]> draw) {
    this.size = size;
    this.draw = draw;
    for (int c = 0; c < 3; c++)
      for (int sample = 0; sample < 256; sample++) values[c][sample] = Preprocessing.SCENES.value(c, sample);
    this.drawn = new AtomicReferenceArray<>(count);
  }

  /** Some of them, [numbers, 3, size, size]. */
  Tensor of(int[] numbers, Precision precision) {
    Shape shape = Shape.of(numbers.length, 3, size, size);
    Storage cells = precision.allocate(shape.size());
    IntStream.range(0, numbers.length).parallel().forEach(n -> fill(pixels(numbers[n]), cells, n * 3 * size * size));
    return Tensor.of(shape, cells);
  }

  private byte[] pixels(int number) {
    byte[] known = drawn.get(number);
    if (known != null) return known;
    byte[] pixels = draw.apply(number);
    drawn.set(number, pixels);
    return pixels;
  }

  private void fill(byte[] pixels, Storage cells, int at) {
    int plane = pixels.length / 3;
    for (int k = 0; k < pixels.length; k++) cells.set(at + k, values[k / plane][Byte.toUnsignedInt(pixels[k])]);
  }
}
