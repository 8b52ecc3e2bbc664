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

  /**
   * [C, H, W].
   *
   * @param size the height and width, for a model that leaves them open
   */
  static Shape of(KerasConfig model, Optional<Shape> size) {
    if (model.inputs().size() != 1)
      throw new WeightsException("it has " + model.inputs().size() + " inputs "
          + model.inputs().stream().map(i -> "'" + i.layer() + "'").toList() + "; models that take one picture are read");
    String name = model.inputs().getFirst().layer();
    Optional<KerasConfig.Entry> input = model.layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
    input.ifPresent(KerasPictures::check);
    return extents(input.isPresent() ? input.get().name() : model.layers().getFirst().name(),
        shape(model, input.orElse(model.layers().getFirst())), size);
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

  private static Shape extents(String layer, JsonNode shape, Optional<Shape> size) {
    String declared = "its first layer '" + layer + "' takes " + (shape.isMissingNode() ? "a shape that it does not say" : shape);
    if (shape.size() != 4) throw new WeightsException(declared + "; read are models of pictures, [null, H, W, C]");
    int[] extents = {extent(shape.path(1)), extent(shape.path(2)), extent(shape.path(3))};
    for (int i = 0; i < 2 && size.isPresent(); i++) {
      if (extents[i] > 0 && extents[i] != size.get().extent(i))
        throw new WeightsException(declared + ", so --size " + size.get().extent(0) + "x" + size.get().extent(1) + " does not fit");
      extents[i] = size.get().extent(i);
    }
    if (extents[2] < 1)
      throw new WeightsException(declared + ", which leaves the number of channels open; save it with a fixed one");
    if (extents[0] < 1 || extents[1] < 1)
      throw new WeightsException(declared + ", which leaves the size of pictures open: say it, as --size 224x224");
    if ((double) extents[0] * extents[1] * extents[2] > LARGEST) throw new WeightsException(declared + ", which is too large");
    return Shape.of(extents[2], extents[0], extents[1]);
  }

  /** 0 where it is open. */
  private static int extent(JsonNode node) { return Math.max(0, node.asInt(0)); }
}
