package lucida.layers.training;

import lucida.autodiff.Input;
import lucida.core.Shape;

/**
 * What a training step is given beside the pictures, as inputs of its formulas.
 *
 * @param targets a distribution over the classes for each picture, [N, classes]
 * @param masks what of each picture should matter, 0 to 1, [N, 1, H, W]
 * @param known 1 for a picture whose mask is known, else 0, [N]
 */
public record Supervision(Input targets, Input masks, Input known) {
  /** For pictures [N, C, H, W] and scores [N, classes]. */
  public static Supervision of(Shape pictures, Shape scores) {
    int N = pictures.extent(0);
    return new Supervision(Input.of("targets", scores),
        Input.of("masks", Shape.of(N, 1, pictures.extent(2), pictures.extent(3))), Input.of("known", Shape.of(N)));
  }
}
