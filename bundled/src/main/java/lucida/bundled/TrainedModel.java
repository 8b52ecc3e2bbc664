package lucida.bundled;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.BatchNormFolding;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.pictures.Filter;
import lucida.pictures.Geometry;
import lucida.pictures.Preprocessing;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.model.WeightFiles;
import lucida.weights.WeightsException;
import lucida.weights.model.ModelFiles;

/**
 * A network with what one must know to use it: a safetensors file whose metadata say so, as {@code lucida train} writes.
 *
 * @param model the network, its batch norms folded into its convolutions, and its weights in float32
 * @param classes the name of each score
 * @param preprocessing from pictures to its input
 * @param about all that its file says of itself: "architecture", "classes", "preprocessing", the "command" that made it, "accuracy"
 */
public record TrainedModel(Model model, List<String> classes, Preprocessing preprocessing, Map<String, String> about) {
  /** The keys of the metadata that a file must have. */
  private static final List<String> KEYS = List.of("architecture", "classes", "preprocessing");

  /** Copies the lists. */
  public TrainedModel {
    classes = List.copyOf(classes);
    about = new LinkedHashMap<>(about);
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws WeightsException in one sentence, if it cannot be read or is no such file
   */
  public static TrainedModel read(Path file) { return of(WeightFiles.read(file)); }

  /** The same for a file held in memory. */
  static TrainedModel read(String name, byte[] file) {
    return of(WeightFiles.read(name, file));
  }

  private static TrainedModel of(NamedTensors file) {
    SequencedMap<String, String> about = new LinkedHashMap<>(file.metadata());
    for (String key : KEYS)
      if (!about.containsKey(key))
        throw new WeightsException(file.source() + " does not name its " + key + ": it was not written by 'lucida train'");
    List<String> classes = List.of(text(about, "classes").split(",", -1));
    Model model = ModelFiles.model(file,
        BatchNormFolding.folded(Architectures.named(text(about, "architecture"), classes.size())));
    String preprocessing = text(about, "preprocessing");
    return new TrainedModel(model, classes,
        preprocessing.equals(Preprocessing.SCENES.name()) ? preprocessing(model.network()) : Preprocessing.named(preprocessing),
        about);
  }

  private static String text(Map<String, String> about, String key) { return Optional.ofNullable(about.get(key)).orElse(""); }

  /** A model as it was trained, made ready: batch norms folded, each weight rounded to the nearest float16. */
  public static Model ready(Model trained) {
    SequencedMap<String, Tensor> rounded = new LinkedHashMap<>();
    Model folded = BatchNormFolding.folded(trained);
    folded.weights().tensors().forEach((name, w) -> rounded.put(name,
        w.to(Precision.FLOAT32).map(x -> Float.float16ToFloat(Float.floatToFloat16((float) x)))));
    return new Model(folded.network(), new Weights(rounded));
  }

  /**
   * Writes a model that is {@link #ready} as a safetensors file of float16; whole or not at all.
   *
   * @param about what to say of it beside architecture, classes and preprocessing
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public static void write(Path file, Model ready, List<String> classes, Map<String, String> about) {
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    metadata.put("architecture", ready.network().name());
    metadata.put("classes", String.join(",", classes));
    metadata.put("preprocessing", Preprocessing.SCENES.name());
    metadata.putAll(about);
    List<NamedTensor> tensors = ready.weights().tensors().entrySet().stream()
        .map(t -> new NamedTensor(t.getKey(), Dtype.F16, t.getValue())).toList();
    WeightFiles.write(NamedTensors.of(file.toString(), metadata, tensors), file);
  }

  /** What a network of pictures [3, n, n] wants: {@link Preprocessing#SCENES} with the short side n. */
  public static Preprocessing preprocessing(Network network) {
    int side = network.input().extent(1);
    return Preprocessing.SCENES.with(new Geometry.ShortSide(side, side, Filter.BILINEAR));
  }
}
