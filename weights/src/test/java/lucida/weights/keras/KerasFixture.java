package lucida.weights.keras;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;

/**
 * Writes small Keras files. JSON is written with ' for ". Weights are by the path of their dataset: "conv/conv/kernel:0" is the weight
 * "conv/kernel:0" of the group "conv" in a .h5 file, "layers/conv2d/vars/0" its place in a .keras archive.
 */
final class KerasFixture {
  private final Random random = new Random(20261128);
  private final SequencedMap<String, Tensor> weights = new LinkedHashMap<>();

  /** A layer of Keras 2 with one call for each list of layers that it reads. */
  static String layer(String kind, String name, String config, List<?>... calls) {
    String nodes = String.join(", ",
        Stream.of(calls).map(call -> "[" + String.join(", ", call.stream().map(KerasFixture::reference).toList()) + "]").toList());
    return "{'class_name': '" + kind + "', 'name': '" + name + "', 'config': {'name': '" + name
        + "', 'trainable': true, 'dtype': 'float32'"
        + (config.isEmpty() ? "" : ", " + config) + "}, 'inbound_nodes': [" + nodes + "]}";
  }

  /** "gap" is its first call, "gap:1" its second. */
  private static String reference(Object from) {
    String[] parts = from.toString().split(":", 2);
    return "['" + parts[0] + "', " + (parts.length == 1 ? "0" : parts[1]) + ", 0, {}]";
  }

  /** The input layer "in" of pictures of this size. */
  static String pictures(int height, int width, int channels) {
    return layer("InputLayer", "in", "'batch_input_shape': [null, " + height + ", " + width + ", " + channels + "]");
  }

  /** A Functional model of Keras 2 from the layer "in" to this one. */
  static String functional(String output, String... layers) {
    return model("Functional", "'input_layers': [['in', 0, 0]], 'output_layers': [['" + output + "', 0, 0]], ", "m", layers);
  }

  static String sequential(String... layers) { return model("Sequential", "", "s", layers); }

  private static String model(String kind, String ends, String name, String... layers) {
    return "{'class_name': '" + kind + "', 'config': {'name': '" + name + "', " + ends + "'layers': [" + String.join(", ", layers)
        + "]}}";
  }

  /** A weight of normally distributed numbers. */
  Tensor weight(String path, int... shape) {
    Tensor tensor = Tensor.filled(Shape.of(shape), Precision.FLOAT32, _ -> random.nextGaussian());
    weights.put(path, tensor);
    return tensor;
  }

  /** A weight of numbers from ½ to 1½, for variances. */
  Tensor positive(String path, int... shape) {
    Tensor tensor = Tensor.filled(Shape.of(shape), Precision.FLOAT32, _ -> 0.5 + random.nextDouble());
    weights.put(path, tensor);
    return tensor;
  }

  /** A picture [1, C, H, W]. */
  Tensor picture(int height, int width, int channels) {
    return Tensor.filled(Shape.of(1, channels, height, width), Precision.FLOAT32, _ -> random.nextGaussian());
  }

  /** The model of a .h5 file of Keras 2 with this configuration and the weights made so far. */
  Model h5(Path folder, String config) throws IOException {
    Path file = folder.resolve("model.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      hdf.putAttribute("model_config", config.replace('\'', '"'));
      hdf.putAttribute("keras_version", "2.11.0");
      WritableGroup root = hdf.putGroup("model_weights");
      SequencedMap<String, List<String>> names = new LinkedHashMap<>();
      for (String path : weights.keySet())
        names.computeIfAbsent(path.substring(0, path.indexOf('/')), _ -> new ArrayList<>())
            .add(path.substring(path.indexOf('/') + 1));
      Map<String, WritableGroup> groups = new HashMap<>(Map.of("", root));
      weights.forEach((path, tensor) -> put(groups, path, tensor));
      names.forEach((group, paths) -> group(groups, group).putAttribute("weight_names", paths.toArray(String[]::new)));
    }
    return KerasFile.open(file);
  }

  /** The model of a .keras archive of Keras 3 with this configuration and the weights made so far. */
  Model archive(Path folder, String config) throws IOException {
    Path inner = folder.resolve("inner.h5");
    try (WritableHdfFile hdf = HdfFile.write(inner)) {
      Map<String, WritableGroup> groups = new HashMap<>(Map.of("", hdf));
      weights.forEach((path, tensor) -> put(groups, path, tensor));
    }
    Path file = folder.resolve("model.keras");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      entry(zip, "metadata.json", "{\"keras_version\": \"3.6.0\"}".getBytes(StandardCharsets.UTF_8));
      entry(zip, "config.json", config.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
      entry(zip, "model.weights.h5", Files.readAllBytes(inner));
    }
    return KerasFile.open(file);
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static WritableGroup group(Map<String, WritableGroup> groups, String path) {
    WritableGroup known = groups.get(path);
    if (known != null) return known;
    int slash = path.lastIndexOf('/');
    WritableGroup made = group(groups, slash < 0 ? "" : path.substring(0, slash)).putGroup(path.substring(slash + 1));
    groups.put(path, made);
    return made;
  }

  private static void put(Map<String, WritableGroup> groups, String path, Tensor tensor) {
    int slash = path.lastIndexOf('/');
    group(groups, path.substring(0, slash)).putDataset(path.substring(slash + 1), nested(tensor, 0, 0));
  }

  /** Nested arrays, as jHDF writes them. */
  private static Object nested(Tensor tensor, int axis, int offset) {
    int[] extents = tensor.shape().extents();
    int inner = 1;
    for (int i = axis + 1; i < extents.length; i++) inner *= extents[i];
    Object array = Array.newInstance(float.class, Arrays.copyOfRange(extents, axis, extents.length));
    for (int i = 0; i < extents[axis]; i++)
      Array.set(array, i,
          axis == extents.length - 1 ? (Object) (float) tensor.cell(offset + i) : nested(tensor, axis + 1, offset + i * inner));
    return array;
  }

  /** The output for a picture, in float64. */
  static Tensor run(Model model, Tensor picture) {
    return model.scores(picture, Executor.definition());
  }
}
