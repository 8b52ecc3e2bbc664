package lucida.weights.keras;

import java.util.List;
import java.util.Optional;
import lucida.core.Shape;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** What pictures a model takes: the shape of its input layer, of its first layer, or what it was built with. */
final class KerasPictures {
  private static final double LARGEST = 1 << 24;

  private KerasPictures() {}

  /** [C, H, W]. */
  static Shape of(KerasConfig model) {
    if (model.inputs().size() != 1)
      throw new WeightsException("it has " + model.inputs().size() + " inputs "
          + model.inputs().stream().map(i -> "'" + i.layer() + "'").toList() + "; models that take one picture are read");
    String name = model.inputs().getFirst().layer();
    Optional<KerasConfig.Entry> input = model.layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
    input.ifPresent(KerasPictures::check);
    return extents(input.isPresent() ? input.get().name() : model.layers().getFirst().name(),
        shape(model, input.orElse(model.layers().getFirst())));
  }

  private static JsonNode shape(KerasConfig model, KerasConfig.Entry first) {
    for (String key : List.of("batch_shape", "batch_input_shape"))
      if (first.config().hasNonNull(key)) return first.config().path(key);
    if (!first.isModel()) return model.config().path("build_input_shape");
    KerasConfig inner = model.inner(first, 1);
    return shape(inner, inner.layers().getFirst());
  }

  private static void check(KerasConfig.Entry input) {
    KerasSettings settings = new KerasSettings(input.described(), input.config(), 3);
    settings.only("sparse", false);
    settings.only("ragged", false);
    settings.only("optional", false);
    settings.only("batch_size", 1);
    settings.finish();
  }

  private static Shape extents(String layer, JsonNode shape) {
    if (shape.size() != 4)
      throw new WeightsException(
          "its first layer '" + layer + "' takes " + (shape.isMissingNode() ? "a shape that it does not say" : shape)
              + "; read are models of pictures, [null, H, W, C]");
    int[] extents = new int[3];
    for (int i = 0; i < 3; i++) {
      extents[i] = shape.path(i + 1).asInt(0);
      if (extents[i] < 1)
        throw new WeightsException("its first layer '" + layer + "' leaves the size of the pictures open, " + shape
            + "; save it with a fixed size, as keras.Input((224, 224, 3))");
    }
    if ((double) extents[0] * extents[1] * extents[2] > LARGEST)
      throw new WeightsException(
          "its first layer '" + layer + "' takes pictures of " + extents[0] + " × " + extents[1] + " × " + extents[2]
              + ", which is too large");
    return Shape.of(extents[2], extents[0], extents[1]);
  }
}
