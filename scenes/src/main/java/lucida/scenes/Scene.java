package lucida.scenes;

import java.util.List;
import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * A picture with its ground truth.
 *
 * @param size the number of pixels along a side
 * @param pixels [3, size, size], red first, each 0 … 255 in sRGB
 * @param objects the objects, from back to front
 * @param backdrop the name of the background
 * @param clutter the visible mask of each object of the background; that of a hidden one is empty
 * @param cue the visible mask of the lantern of a biased set, if there is one
 */
public record Scene(int size, byte[] pixels, List<Instance> objects, String backdrop, List<Mask> clutter,
    Optional<Mask> cue) {
  /** Copies the lists. */
  public Scene {
    objects = List.copyOf(objects);
    clutter = List.copyOf(clutter);
  }

  /** The class of the scene: that of its first object. */
  public int label() { return objects.getFirst().label(); }

  /** The picture as [3, size, size], each value 0 … 1: the byte divided by 255. */
  public Tensor picture(Precision precision) {
    return Tensor.filled(Shape.of(3, size, size), precision, k -> Byte.toUnsignedInt(pixels[k]) / 255.0);
  }
}
