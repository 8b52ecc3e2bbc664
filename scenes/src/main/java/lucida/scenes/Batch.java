package lucida.scenes;

import lucida.core.Tensor;

/**
 * Scenes for training.
 *
 * @param pictures [N, 3, size, size], each value 0 … 1
 * @param labels the class of each scene
 * @param presence [N, classes]: 1 where a scene shows an object of a class, else 0
 */
public record Batch(Tensor pictures, int[] labels, Tensor presence) {}
