package lucida.weights.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Names;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.weights.Inspection;
import lucida.weights.NamedTensors;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightOptions;
import lucida.weights.WeightsException;
import lucida.weights.io.PythonExport;
import lucida.weights.keras.KerasFile;
import lucida.weights.onnx.OnnxFile;

/**
 * The one front door: every file that is read as a model. An ONNX file and a Keras file (.h5, .keras) bring their network along; for the
 * tensors of PyTorch, safetensors and NumPy, which built-in architecture they belong to is read off their names and shapes, also where its
 * batch norms were folded into its convolutions. The kind of a file is seen from its content, never from its name.
 */
public final class ModelFiles {
  private ModelFiles() {}

  /**
   * The model of a file.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read, or if its tensors are those of no built-in
   *         architecture: then with the nearest and the tensors that are missing, unexpected or of another shape
   */
  public static Model open(Path file) { return open(file, NetworkOptions.NONE); }

  /** The same, for a file whose network leaves something open. */
  public static Model open(Path file, NetworkOptions options) {
    return switch (checked(file, options)) {
      case ONNX -> OnnxFile.open(file, options);
      case KERAS -> KerasFile.open(file, options);
      case TENSORS -> recognised(file, options.weights());
    };
  }

  /**
   * Whether the file brings its network along, as ONNX and Keras files do, with the size of its pictures.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read
   */
  public static boolean bringsNetwork(Path file) { return FileKind.of(file) != FileKind.TENSORS; }

  /**
   * The files that a model is read from: this one, and for ONNX those beside it that hold its large tensors.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read
   */
  public static List<Path> files(Path file) {
    return switch (FileKind.of(file)) {
      case ONNX -> Stream.concat(Stream.of(file), OnnxFile.dataFiles(file).stream()).toList();
      case KERAS, TENSORS -> List.of(file);
    };
  }

  /**
   * What a file contains, also one whose network is not known or not read.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read
   */
  public static Inspection inspect(Path file) { return inspect(file, NetworkOptions.NONE); }

  /** The same, for a file whose network leaves something open. */
  public static Inspection inspect(Path file, NetworkOptions options) {
    return switch (checked(file, options)) {
      case ONNX -> OnnxFile.inspect(file, options);
      case KERAS -> KerasFile.inspect(file, options);
      case TENSORS -> ArchitectureMatch.inspected(tensors(file, options.weights()));
    };
  }

  /**
   * The weights of a file under the names of the built-in architecture that they are of; where there is none, under the names of the
   * layers of the network that the file brings along, or of the file.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read
   */
  public static Conversion convert(Path file) { return convert(file, NetworkOptions.NONE); }

  /** The same, for a file whose network leaves something open. */
  public static Conversion convert(Path file, NetworkOptions options) {
    return switch (checked(file, options)) {
      case ONNX, KERAS -> Conversion.of(open(file, options));
      case TENSORS -> Conversion.of(tensors(file, options.weights()));
    };
  }

  /**
   * Writes a model as an ONNX file for any number of pictures, its weights inside: by standard operators, those of opset 17 where the network
   * is not itself from an ONNX file. Values have the names of the layers, weights those of the parameters. Whole or not at all; a file of
   * that name is replaced.
   *
   * @throws WeightsException naming the layer that ONNX has no operator for
   * @throws java.io.UncheckedIOException if it cannot be written; the old file is then as it was
   */
  public static void write(Model model, Path target) { write(model, Map.of(), target); }

  /** The same, with what the file is to say of itself. */
  public static void write(Model model, Map<String, String> about, Path target) {
    try {
      OnnxFile.write(model, about, target);
    } catch (WeightsException e) {
      throw e.in(model.network().name());
    }
  }

  /**
   * Checks that a model can be written as an ONNX file.
   *
   * @throws WeightsException naming the layer that ONNX has no operator for
   */
  public static void checkWritable(Model model) {
    try {
      OnnxFile.checkWritable(model);
    } catch (WeightsException e) {
      throw e.in(model.network().name());
    }
  }

  /** Whether tensors, written without a network, would be read as the weights of this one. */
  public static boolean isKnownBy(NamedTensors tensors, Network network) {
    return ArchitectureMatch.of(tensors, WeightOptions.NONE)
        .filter(found -> found.mismatch().size() == 0 && found.sets().size() == 1 && found.head().filter(Head::hasGaps).isEmpty()
            && found.network().equals(network))
        .isPresent();
  }

  /**
   * What a file says of itself, by key: a safetensors file in its header, an ONNX file in its properties; others nothing.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read
   */
  public static Map<String, String> about(Path file) {
    return switch (FileKind.of(file)) {
      case ONNX -> OnnxFile.about(file);
      case TENSORS -> WeightFiles.about(file);
      case KERAS -> Map.of();
    };
  }

  private static FileKind checked(Path file, NetworkOptions options) {
    FileKind kind = FileKind.of(file);
    if (kind == FileKind.TENSORS) checkNothingOpen(file, options);
    if (kind != FileKind.TENSORS && !options.weights().equals(WeightOptions.NONE))
      throw new WeightsException(file.getFileName() + " brings its network along; leave out "
          + (options.weights().tensors().isPresent() ? "--tensors" : "--head"));
    return kind;
  }

  private static void checkNothingOpen(Path file, NetworkOptions options) {
    if (options.size().isPresent() || options.output().isPresent())
      throw new WeightsException(file.getFileName() + " leaves neither the size of pictures nor the output open; leave out "
          + (options.size().isPresent() ? "--size" : "--output-name"));
  }

  private static NamedTensors tensors(Path file, WeightOptions options) {
    return options.tensors().map(set -> WeightFiles.read(file, set)).orElseGet(() -> WeightFiles.read(file));
  }

  private static Model recognised(Path file, WeightOptions options) {
    NamedTensors tensors = tensors(file, options);
    ArchitectureMatch found = ArchitectureMatch.of(tensors, options).orElseThrow(() -> new WeightsException(tensors.source()
        + ": these are the weights of no built-in architecture, and a file of weights does not say what network they are of; its tensors are "
        + Names.listed(tensors.names()) + "; the network exported to ONNX would be read", export(tensors)));
    return model(found, tensors.source(), options);
  }

  private static String export(NamedTensors tensors) {
    if (tensors.format().startsWith("PyTorch")) return PythonExport.TENSORS.lines();
    return tensors.format().startsWith("safetensors") ? PythonExport.SAFETENSORS.lines() : "";
  }

  /**
   * The model of a file's weights, for an architecture by its name, with as many classes as they have.
   *
   * @throws WeightsException if they are not its, naming what differs
   */
  public static Model open(Path file, String architecture, NetworkOptions options) {
    checkNothingOpen(file, options);
    NamedTensors tensors = tensors(file, options.weights());
    return model(ArchitectureMatch.as(architecture, tensors, options.weights()), tensors.source(), options.weights());
  }

  private static Model model(ArchitectureMatch found, String source, WeightOptions options) {
    try {
      return new Model(found.settled(options).network(), weights(found.tensors()));
    } catch (WeightsException e) {
      throw e.in(source);
    } catch (IllegalArgumentException e) {
      throw WeightsException.because(source + ": " + e.getMessage(), e);
    }
  }

  /** The model of these tensors, for a network that is known. */
  public static Model model(NamedTensors tensors, Network network) {
    return new Model(network, weights(ArchitectureMatch.as(network, tensors).tensors()));
  }

  private static Weights weights(NamedTensors tensors) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    tensors.forEach(t -> weights.put(t.name(), t.tensor()));
    return new Weights(weights);
  }
}
