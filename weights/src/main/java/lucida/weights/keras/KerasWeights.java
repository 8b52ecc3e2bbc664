package lucida.weights.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ChunkedDataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.StoredTensor;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;

/** The weights of one HDF5 file: for each layer its tensors by the last part of their names, "kernel", "gamma", or by number in Keras 3. */
record KerasWeights(Group root, ImportBudget budget) {
  private static final int MOST_TENSORS = 100_000;
  private static final int LONGEST_PATH = 1000;
  private static final List<String> NUMBERED = List.of("layers", "_layer_checkpoint_dependencies");

  static KerasWeights of(HdfFile file, ImportBudget budget) {
    return Hdf5
        .read(() -> new KerasWeights(file.getChildren().get("model_weights") instanceof Group weights ? weights : file, budget));
  }

  /** The names of the layers that have groups. */
  List<String> layers() {
    return Hdf5.read(() -> List.copyOf(numbered(root).orElse(root).getChildren().keySet()));
  }

  /** Where Keras 3, or late versions of Keras 2, put layers by their class and weights by number. */
  private static Optional<Group> numbered(Group in) {
    return NUMBERED.stream().flatMap(name -> group(in, name).stream()).findFirst();
  }

  /** Every tensor by its path, as it is stored. */
  List<StoredTensor> stored() {
    return Hdf5.read(() -> {
      List<StoredTensor> found = new ArrayList<>();
      collect(numbered(root).orElse(root), "", found);
      return found;
    });
  }

  private static void collect(Group group, String path, List<StoredTensor> into) {
    if (path.length() > LONGEST_PATH || into.size() > MOST_TENSORS)
      throw new WeightsException("its groups are nested deeper, or are more, than those of a network");
    group.getChildren().forEach((name, node) -> {
      switch (node) {
        case Group inner -> collect(inner, path + name + "/", into);
        case Dataset data -> into.add(new StoredTensor(path + name, type(data), Shape.of(data.getDimensions())));
        default -> {}
      }
    });
  }

  private static String type(Dataset data) {
    Class<?> cells = data.getJavaType();
    return cells == float.class ? "F32" : cells == double.class ? "F64" : cells.getSimpleName();
  }

  /**
   * The tensors of a layer.
   *
   * @param layer as messages name it
   * @param names of the layer and before it those of the models that it is in
   * @param storedNames of the same, as Keras 3 counts them
   */
  KerasTensors of(String layer, List<String> names, List<String> storedNames) {
    return Hdf5.read(() -> new KerasTensors(layer, numbered(root).isPresent() ? numbered(storedNames) : named(names)));
  }

  private SequencedMap<String, Supplier<Tensor>> numbered(List<String> storedNames) {
    Group at = root;
    for (String name : storedNames) at = numbered(at).flatMap(layers -> group(layers, name)).orElse(at);
    SequencedMap<String, Supplier<Tensor>> tensors = new LinkedHashMap<>();
    Optional<Group> vars = group(at, "vars");
    for (int i = 0; vars.isPresent() && vars.get().getChildren().get(Integer.toString(i)) instanceof Dataset data; i++)
      tensors.put(Integer.toString(i), () -> Hdf5.read(() -> tensor(data)));
    return tensors;
  }

  /** A layer has a group; layers of a model in the model are in its group, and found by the end of the path that their names have. */
  private SequencedMap<String, Supplier<Tensor>> named(List<String> names) {
    SequencedMap<String, Supplier<Tensor>> tensors = new LinkedHashMap<>();
    Group group = group(root, names.getFirst()).orElse(root);
    if (group.equals(root)) return tensors;
    List<String> stored = weightNames(group);
    int nearest = stored.stream().mapToInt(name -> likeness(name, names)).max().orElse(0);
    for (String name : stored)
      if ((names.size() == 1 || nearest > 0 && likeness(name, names) == nearest) && node(group, name) instanceof Dataset data
          && tensors.put(last(name), () -> Hdf5.read(() -> tensor(data))) != null)
        throw new WeightsException(
            "the group '" + names.getFirst() + "' holds two weights '" + last(name) + "' for '" + names.getLast() + "'");
    return tensors;
  }

  /** How many names at the end of a path are those of the layer and of the models it is in. */
  private static int likeness(String name, List<String> names) {
    List<String> path = List.of(name.split("/", -1));
    int same = 0;
    while (same < Math.min(path.size() - 1, names.size())
        && path.get(path.size() - 2 - same).equals(names.get(names.size() - 1 - same)))
      same++;
    return same;
  }

  private static Optional<Group> group(Group in, String name) {
    Node node = in.getChildren().get(name);
    if (node instanceof Link) throw linked(name);
    return node instanceof Group group ? Optional.of(group) : Optional.empty();
  }

  private static List<String> weightNames(Group group) {
    Attribute names = group.getAttributes().get("weight_names");
    return names != null && names.getSize() <= MOST_TENSORS && names.getData() instanceof Object[] list
        ? Arrays.stream(list).map(String::valueOf).toList()
        : List.of();
  }

  private static Object node(Group group, String path) {
    Node at = group;
    for (String part : path.split("/", -1)) {
      at = at instanceof Group inside ? inside.getChildren().get(part) : null;
      if (at instanceof Link) throw linked(path);
    }
    return at == null ? "" : at;
  }

  /** "kernel" of "conv2d_1/kernel:0"; of the oldest files "kernel" for "block1_conv1_W_1:0". */
  private static String last(String name) {
    String bare = name.substring(name.lastIndexOf('/') + 1).replaceAll(":\\d+$", "");
    if (bare.matches(".*_W(_\\d+)?")) return "kernel";
    if (bare.matches(".*_b(_\\d+)?")) return "bias";
    return bare.replaceAll("^.*_(gamma|beta)(_\\d+)?$", "$1").replaceAll("^.*_running_(mean|std)(_\\d+)?$", "moving_$1")
        .replace("moving_std", "moving_variance");
  }

  private Tensor tensor(Dataset data) {
    budget.take(data.getSize(), 2 * Math.max(1, data.getDataType().getSize()), "'" + data.getPath() + "'");
    if (data instanceof ChunkedDataset chunked) Chunks.check(chunked, budget);
    Shape shape = Shape.of(data.getDimensions());
    Object flat = shape.rank() == 0 ? data.getData() : data.getDataFlat();
    return switch (flat) {
      case float[] values -> Tensor.of(shape, values);
      case double[] values -> Tensor.of(shape, values);
      case Float value -> Tensor.of(shape, value);
      case null, default -> throw new WeightsException("'" + data.getPath() + "' does not hold floats");
    };
  }

  private static WeightsException linked(String path) {
    return new WeightsException("'" + path + "' is a link, which is not followed; the weights belong into the file");
  }
}
