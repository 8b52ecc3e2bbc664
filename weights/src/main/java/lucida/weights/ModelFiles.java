package lucida.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.core.Tensor;
import lucida.layers.BatchNormFolding;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.weights.keras.KerasFile;
import lucida.weights.onnx.OnnxFile;

/**
 * The one front door: every file that is read as a model. An ONNX file and a Keras file (.h5, .keras) bring their network along; for the
 * tensors of PyTorch, safetensors and NumPy, which built-in architecture they belong to is read off their names and shapes, also where its
 * batch norms were folded into its convolutions. The kind of a file is seen from its content, never from its name.
 */
public final class ModelFiles {
  private static final List<String> WRAPPERS = List.of("module.", "model.", "_orig_mod.");

  private ModelFiles() {}

  /**
   * The model of a file.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read, or if its tensors are those of no built-in
   *         architecture: then with the nearest and the tensors that are missing, unexpected or of another shape
   */
  public static Model open(Path file) {
    return switch (kind(file)) {
      case ONNX -> OnnxFile.open(file);
      case KERAS -> KerasFile.open(file);
      case TENSORS -> recognised(file);
    };
  }

  private enum Kind {
    ONNX, KERAS, TENSORS
  }

  private static Kind kind(Path file) {
    if (!Files.isRegularFile(file)) return Kind.TENSORS;
    try (FileChannel channel = FileChannel.open(file)) {
      Bytes bytes = new Bytes.OfFile(channel, channel.size());
      byte[] head = bytes.copy(0, (int) Math.min(16, bytes.length()));
      if (OtherFormat.HDF5.recognises(head) || isKerasArchive(head, bytes)) return Kind.KERAS;
      return OtherFormat.ONNX.recognises(head) ? Kind.ONNX : Kind.TENSORS;
    } catch (IOException e) {
      throw WeightsException.because(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** A zip that cannot be listed is left to the reader of tensors, which says what is wrong with it. */
  private static boolean isKerasArchive(byte[] head, Bytes bytes) {
    if (!OtherFormat.startsWith(head, 0, "PK")) return false;
    try {
      ZipArchive zip = new ZipArchive(bytes);
      return zip.has("config.json") && zip.has("model.weights.h5");
    } catch (WeightsException _) {
      return false;
    }
  }

  private static Model recognised(Path file) {
    NamedTensors tensors = WeightFiles.read(file);
    try {
      return model(tensors);
    } catch (IllegalArgumentException e) {
      throw WeightsException.because(file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The model of these tensors, recognised.
   *
   * @throws IllegalArgumentException if they are those of no built-in architecture, naming the nearest and what differs
   */
  public static Model model(NamedTensors tensors) {
    NamedTensors bare = unwrapped(tensors);
    return Architectures.names().stream().flatMap(name -> sized(name, bare).stream())
        .flatMap(network -> Stream.of(network, BatchNormFolding.folded(network)))
        .min(Comparator.comparingLong(network -> differing(network, bare)))
        .map(network -> new Model(network, weights(bare))).orElseThrow(() -> new IllegalArgumentException(tensors.source()
            + " holds the weights of no built-in architecture: its tensors are " + NamedTensors.listed(bare.names())));
  }

  /** The model of these tensors, for a network that is known. */
  public static Model model(NamedTensors tensors, Network network) {
    return new Model(network, weights(unwrapped(tensors)));
  }

  /** The tensors as weights, without the counters of batches that batch norms keep in training. */
  private static Weights weights(NamedTensors tensors) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    for (NamedTensor t : tensors) if (!t.name().endsWith("num_batches_tracked")) weights.put(t.name(), t.tensor());
    return new Weights(weights);
  }

  private static NamedTensors unwrapped(NamedTensors tensors) {
    for (String wrapper : WRAPPERS)
      if (!tensors.names().isEmpty() && tensors.names().stream().allMatch(name -> name.startsWith(wrapper)))
        return unwrapped(tensors.strip(wrapper));
    return tensors;
  }

  /** The architecture with as many classes as the tensors have, if its last layer is among them. */
  private static Optional<Network> sized(String name, NamedTensors tensors) {
    String last = Architectures.named(name).parameters().lastEntry().getKey();
    if (!tensors.has(last)) return Optional.empty();
    Tensor bias = tensors.get(last);
    return bias.shape().rank() == 1 && bias.size() > 0 ? Optional.of(Architectures.named(name, bias.size())) : Optional.empty();
  }

  private static long differing(Network network, NamedTensors tensors) {
    long fitting = network.parameters().entrySet().stream()
        .filter(p -> tensors.has(p.getKey()) && tensors.get(p.getKey()).shape().equals(p.getValue())).count();
    long counted = tensors.names().stream().filter(name -> !name.endsWith("num_batches_tracked")).count();
    return network.parameters().size() + counted - 2 * fitting;
  }
}
