package lucida.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import lucida.core.Tensor;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.TrainingState;

/**
 * A training that was saved, as a safetensors file: the parameters, what the optimiser remembers of them, and the best parameters so far,
 * every bit of them. The number of the step is the position of every random stream too, since random numbers are made by number.
 *
 * @param standing where the training stands
 * @param settings what it was started with, for who goes on to compare
 */
public record Checkpoint(Standing standing, Map<String, String> settings) {
  private static final String SETTING = "setting ";
  private static final String PARAMETER = "parameter ";
  private static final String BEST = "best ";
  private static final String MEMORY = "memory ";

  /** In the order given. */
  public Checkpoint {
    settings = new LinkedHashMap<>(settings);
  }

  /**
   * Writes it whole or not at all: whenever the process is killed, the file is the last one or this one.
   *
   * @throws WeightsException if it cannot be written
   */
  public void write(Path file) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("step", Long.toString(standing.state().step()));
    metadata.put("validated", Long.toString(standing.validated()));
    metadata.put("accuracy", Double.toString(standing.accuracy()));
    metadata.put("best", Double.toString(standing.best()));
    metadata.put("bestEpoch", Long.toString(standing.bestEpoch()));
    settings.forEach((name, value) -> metadata.put(SETTING + name, value));
    List<NamedTensor> tensors = new ArrayList<>();
    standing.state().parameters().forEach((name, t) -> tensors.add(NamedTensor.of(PARAMETER + name, t)));
    standing.bestParameters().forEach((name, t) -> tensors.add(NamedTensor.of(BEST + name, t)));
    standing.state().remembered().forEach((name, memory) -> {
      for (int i = 0; i < memory.size(); i++) tensors.add(NamedTensor.of(MEMORY + i + " " + name, memory.get(i)));
    });
    SafeTensorsWriter.write(NamedTensors.of(file.toString(), metadata, tensors), file);
  }

  /**
   * Reads it.
   *
   * @throws WeightsException in one sentence, if the file cannot be read or is no checkpoint
   */
  public static Checkpoint read(Path file) {
    NamedTensors tensors = WeightFiles.read(file);
    SequencedMap<String, List<Tensor>> memory = new LinkedHashMap<>();
    for (NamedTensor t : tensors)
      if (t.name().startsWith(MEMORY))
        memory.computeIfAbsent(t.name().substring(t.name().indexOf(' ', MEMORY.length()) + 1), _ -> new ArrayList<>())
            .add(t.tensor());
    Map<String, String> settings = new LinkedHashMap<>();
    tensors.metadata().forEach((key, value) -> {
      if (key.startsWith(SETTING)) settings.put(key.substring(SETTING.length()), value);
    });
    try {
      Map<String, String> metadata = tensors.metadata();
      TrainingState state = new TrainingState(Long.parseLong(text(metadata, "step")), named(tensors, PARAMETER), memory);
      return new Checkpoint(new Standing(state, Long.parseLong(text(metadata, "validated")),
          Double.parseDouble(text(metadata, "accuracy")),
          Double.parseDouble(text(metadata, "best")), Long.parseLong(text(metadata, "bestEpoch")), named(tensors, BEST)), settings);
    } catch (NumberFormatException e) {
      throw WeightsException.because(file + " is no checkpoint of a training: " + e.getMessage(), e);
    }
  }

  /**
   * This checkpoint if it is a network's: both sets of parameters are its.
   *
   * @throws WeightsException naming what is missing, unexpected or of another shape
   */
  public Checkpoint checkedFor(Network network) {
    try {
      new Weights(standing.state().parameters()).checkedFor(network);
      new Weights(standing.bestParameters()).checkedFor(network);
      return this;
    } catch (IllegalArgumentException e) {
      throw WeightsException.because("The checkpoint does not fit: " + e.getMessage(), e);
    }
  }

  private static String text(Map<String, String> metadata, String key) {
    String text = metadata.get(key);
    if (text == null) throw new NumberFormatException("it does not name its " + key);
    return text;
  }

  private static SequencedMap<String, Tensor> named(NamedTensors tensors, String prefix) {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    for (NamedTensor t : tensors) if (t.name().startsWith(prefix)) named.put(t.name().substring(prefix.length()), t.tensor());
    return named;
  }
}
