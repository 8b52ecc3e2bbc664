package lucida.weights.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.StoredTensor;
import lucida.weights.WeightsException;

/** The weights of one HDF5 file: for each layer its tensors by the last part of their names, "kernel", "gamma", or by number in Keras 3. */
record KerasWeights(Group root, long bytes) {
  private static final int MOST_NAMES = 100;
  private static final int MOST_TENSORS = 100_000;
  private static final int LONGEST_PATH = 1000;
  private static final List<String> NUMBERED = List.of("layers", "_layer_checkpoint_dependencies");

  static KerasWeights of(HdfFile file, long bytes) {
    return Hdf5
        .read(() -> new KerasWeights(file.getChildren().get("model_weights") instanceof Group weights ? weights : file, bytes));
  }

  /** The names of the layers that have groups. */
  List<String> layers() {
    return Hdf5.read(() -> List.copyOf(numbered().orElse(root).getChildren().keySet()));
  }

  /** Where Keras 3, or late versions of Keras 2, put layers by their class and weights by number. */
  private Optional<Group> numbered() {
    return NUMBERED.stream().map(name -> root.getChildren().get(name)).filter(Group.class::isInstance).map(Group.class::cast)
        .findFirst();
  }

  /** Every tensor by its path, as it is stored. */
  List<StoredTensor> stored() {
    return Hdf5.read(() -> {
      List<StoredTensor> found = new ArrayList<>();
      collect(numbered().orElse(root), "", found);
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

  /** The tensors of a layer in the order of Keras. */
  SequencedMap<String, Tensor> of(String layer, String stored) {
    return Hdf5.read(() -> tensors(layer, stored));
  }

  private SequencedMap<String, Tensor> tensors(String layer, String stored) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    if (numbered().isPresent()) {
      if (numbered().orElse(root).getChildren().get(stored) instanceof Group group
          && group.getChildren().get("vars") instanceof Group vars)
        for (int i = 0; vars.getChildren().get(Integer.toString(i)) instanceof Dataset data; i++)
          tensors.put(Integer.toString(i), tensor(data));
      return tensors;
    }
    if (root.getChildren().get(layer) instanceof Group group)
      for (String name : weightNames(group)) if (node(group, name) instanceof Dataset data) tensors.put(last(name), tensor(data));
    return tensors;
  }

  private static List<String> weightNames(Group group) {
    Attribute names = group.getAttributes().get("weight_names");
    return names != null && names.getSize() <= MOST_NAMES && names.getData() instanceof Object[] list
        ? Arrays.stream(list).map(String::valueOf).toList()
        : List.of();
  }

  private static Object node(Group group, String path) {
    Node at = group;
    for (String part : path.split("/", -1)) at = at instanceof Group inside ? inside.getChildren().get(part) : null;
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
    if (data.getSize() < 0 || data.getSize() > 2 * bytes + (1 << 20))
      throw new WeightsException("'" + data.getPath() + "' claims " + data.getSize() + " cells in a file of " + bytes + " bytes");
    Shape shape = Shape.of(data.getDimensions());
    Object flat = shape.rank() == 0 ? data.getData() : data.getDataFlat();
    return switch (flat) {
      case float[] values -> Tensor.of(shape, values);
      case double[] values -> Tensor.of(shape, values);
      case Float value -> Tensor.of(shape, value);
      case null, default -> throw new WeightsException("'" + data.getPath() + "' does not hold floats");
    };
  }

  static WeightsException missing(String layer, Map<String, Tensor> there, String wanted) {
    return new WeightsException("the layer '" + layer + "' has no weights '" + wanted + "', only " + there.keySet());
  }
}
