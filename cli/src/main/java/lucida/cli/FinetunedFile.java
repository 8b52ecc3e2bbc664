package lucida.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.layers.Model;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Attention;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.model.ModelFiles;
import lucida.weights.model.WeightFiles;

/**
 * Where a network is written that was trained further, so that it is read again: its weights alone, if its architecture is built in and they are recognised, else all of it as
 * ONNX.
 *
 * @param path of the file
 * @param about what it says of itself
 */
record FinetunedFile(Path path, SequencedMap<String, String> about) {
  private static final String WEIGHTS = ".safetensors";
  private static final String NETWORK = ".onnx";

  /** In the order given. */
  FinetunedFile {
    about = new LinkedHashMap<>(about);
  }

  /**
   * The file that is asked for, or one called as the network.
   *
   * @param model what it will hold, with other weights
   * @param given the file that the network was read from
   * @throws IllegalArgumentException if it could not be written there or not be read again, before anything is learned
   */
  static FinetunedFile of(Optional<Path> asked, Model model, Optional<Path> given, Map<String, String> about) {
    boolean known = ModelFiles.isKnownBy(tensors(model, about), model.network());
    String plain = Attention.plainName(model.network().name());
    String usual = (Architectures.names().contains(plain) ? plain : plain.replaceFirst("\\.[^.]+$", "")) + "-finetuned"
        + (known ? WEIGHTS : NETWORK);
    FinetunedFile file = new FinetunedFile(asked.orElse(Path.of(usual)), new LinkedHashMap<>(about));
    file.check(model, known);
    given.ifPresent(from -> SavingOptions.checkIsNot(file.path(), from, "the file of the network that is to be trained further"));
    return file;
  }

  private void check(Model model, boolean known) {
    if (!isNetwork() && !path.toString().endsWith(WEIGHTS))
      throw new IllegalArgumentException("--out " + path + ": what is written is safetensors or ONNX; give it a name that ends in "
          + (known ? WEIGHTS + " or " : "") + NETWORK);
    if (!isNetwork() && !known)
      throw new IllegalArgumentException(
          "--out " + path + ": weights alone would not say that they are of " + model.network().name()
              + ", which is not built in as it is; give the file a name that ends in " + NETWORK);
    if (isNetwork()) ModelFiles.checkWritable(model);
    SavingOptions.checkPlace(path);
  }

  private boolean isNetwork() { return path.toString().endsWith(NETWORK); }

  /** Writes it, whole or not at all. */
  void write(Model model) {
    if (isNetwork()) ModelFiles.write(model, about, path);
    else WeightFiles.write(tensors(model, about), path);
  }

  private static NamedTensors tensors(Model model, Map<String, String> about) {
    List<NamedTensor> tensors = model.weights().tensors().entrySet().stream().map(t -> NamedTensor.of(t.getKey(), t.getValue()))
        .toList();
    SequencedMap<String, String> all = new LinkedHashMap<>(about);
    all.put("architecture", model.network().name());
    return NamedTensors.of(model.network().name(), all, tensors);
  }
}
