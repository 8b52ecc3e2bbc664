package lucida.scenes;

import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * How much of each pixel an object covers, in sixteenths: the number of the pixel's 4 × 4 samples that show it. A pixel belongs to the
 * mask if at least half of them do.
 */
public final class Mask {
  /** The number of samples of a pixel. */
  public static final int SAMPLES = 16;

  private final int size;
  private final byte[] counts;

  /** Makes a mask of size × size pixels from these counts, row by row. The array is not copied; the caller must not modify it. */
  Mask(int size, byte[] counts) {
    this.size = size;
    this.counts = counts;
  }

  /** The number of pixels along a side. */
  public int size() { return size; }

  /** The number of the 16 samples of pixel (i, j) that show it. */
  public int samples(int i, int j) { return counts[i * size + j]; }

  /** Whether pixel (i, j) is in the mask. */
  public boolean contains(int i, int j) { return 2 * samples(i, j) >= SAMPLES; }

  /** The number of pixels in the mask. */
  public int area() {
    int area = 0;
    for (byte count : counts) if (2 * count >= SAMPLES) area++;
    return area;
  }

  /** The number of samples that show it, over all pixels. */
  public int samples() {
    int samples = 0;
    for (byte count : counts) samples += count;
    return samples;
  }

  /** The bounding box of the mask; empty if it has no pixel. */
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

  /** The mask as [size, size]: 1 inside, 0 outside. */
  public Tensor tensor(Precision precision) {
    return Tensor.filled(Shape.of(size, size), precision, k -> 2 * counts[k] >= SAMPLES ? 1 : 0);
  }

  /** The covered fraction of each pixel, 0 … 1, as [size, size]. */
  public Tensor coverage(Precision precision) {
    return Tensor.filled(Shape.of(size, size), precision, k -> (double) counts[k] / SAMPLES);
  }
}
