package lucida.layers.training;

import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * What is done to a picture before each training step: mirrored with probability ½ if wanted, and shifted, zeros coming in.
 *
 * @param mirror whether to mirror
 * @param shift the most cells to shift by, along the rows and along the columns
 */
public record Augmentation(boolean mirror, int shift) {
  /** Nothing. */
  public static final Augmentation NONE = new Augmentation(false, 0);

  /** The same batch [N, C, H, W], each picture changed by its own random numbers. */
  public Tensor apply(Tensor pictures, RandomStream draws) {
    if (!mirror && shift == 0) return pictures;
    Shape shape = pictures.shape();
    int channels = shape.extent(1);
    int H = shape.extent(2);
    int W = shape.extent(3);
    int[] down = new int[shape.extent(0)];
    int[] right = new int[shape.extent(0)];
    boolean[] flipped = new boolean[shape.extent(0)];
    for (int n = 0; n < flipped.length; n++) {
      flipped[n] = mirror && draws.bernoulli(0.5, 3L * n);
      down[n] = draws.below(2 * shift + 1, 3L * n + 1) - shift;
      right[n] = draws.below(2 * shift + 1, 3L * n + 2) - shift;
    }
    return Tensor.filled(shape, pictures.precision(), cell -> {
      int n = cell / (channels * H * W);
      int i = cell / W % H - down[n];
      int j = cell % W - right[n];
      if (i < 0 || i >= H || j < 0 || j >= W) return 0;
      return pictures.cell(cell / (H * W) * H * W + i * W + (flipped[n] ? W - 1 - j : j));
    });
  }
}
