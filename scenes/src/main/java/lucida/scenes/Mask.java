package lucida.scenes;

import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * How much of every pixel shows something, in sixteenths: the number of its 4 × 4 samples that do. A pixel is in the mask if half of
 * them or more do.
 */
public final class Mask {
  /** The samples of one pixel. */
  public static final int SAMPLES = 16;

  private final int size;
  private final byte[] counts;

  /** The mask of size × size pixels with these counts, row by row. They are not copied: the caller gives them away. */
  Mask(int size, byte[] counts) {
    this.size = size;
    this.counts = counts;
  }

  /** Pixels along one side. */
  public int size() { return size; }

  /** How many of the 16 samples of pixel (i, j) show it. */
  public int samples(int i, int j) { return counts[i * size + j]; }

  /** Whether pixel (i, j) is in the mask. */
  public boolean contains(int i, int j) { return 2 * samples(i, j) >= SAMPLES; }

  /** How many pixels are in the mask. */
  public int area() {
    int area = 0;
    for (byte count : counts) if (2 * count >= SAMPLES) area++;
    return area;
  }

  /** How many samples show it, in all pixels together. */
  public int samples() {
    int samples = 0;
    for (byte count : counts) samples += count;
    return samples;
  }

  /** The smallest box with all pixels of the mask; none if it has no pixel. */
  public Optional<Box> box() {
    int top = size;
    int left = size;
    int bottom = -1;
    int right = -1;
    for (int i = 0; i < size; i++)
      for (int j = 0; j < size; j++)
        if (contains(i, j)) {
          top = Math.min(top, i);
          bottom = i;
          left = Math.min(left, j);
          right = Math.max(right, j);
        }
    return bottom < 0 ? Optional.empty() : Optional.of(new Box(top, left, bottom, right));
  }

  /** 1 for the pixels of the mask, else 0: [size, size]. */
  public Tensor tensor(Precision precision) {
    return Tensor.filled(Shape.of(size, size), precision, k -> 2 * counts[k] >= SAMPLES ? 1 : 0);
  }

  /** The share of every pixel that shows it, 0 … 1: [size, size]. */
  public Tensor coverage(Precision precision) {
    return Tensor.filled(Shape.of(size, size), precision, k -> (double) counts[k] / SAMPLES);
  }
}
