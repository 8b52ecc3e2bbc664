package lucida.weights.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import lucida.core.Tensor;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.TrainingState;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;

/**
 * A training that was saved, as a safetensors file: the parameters, what the optimiser remembers of them, and the best parameters so far,
 * every bit of them, with the SHA-256 of it all. The number of the step is the position of every random stream too, since random numbers are made by number.
 *
 * @param standing where the training stands
 * @param settings what it was started with, for who goes on to compare
 */
public record Checkpoint(Standing standing, Map<String, String> settings) {
  private static final String SETTING = "setting ";
  private static final String PARAMETER = "parameter ";
  private static final String BEST = "best ";
  private static final String MEMORY = "memory ";
  private static final String DIGEST = "sha256";
  private static final Set<String> KEYS = Set.of("step", "validated", "accuracy", "best", "bestEpoch", DIGEST);

  /** In the order given. */
  public Checkpoint {
    settings = new LinkedHashMap<>(settings);
  }

  /**
   * Writes it whole or not at all: whenever the process is killed, the file is the last one or this one.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
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
    metadata.put(DIGEST, ContentDigest.of(metadata, tensors, DIGEST));
    WeightFiles.write(NamedTensors.of(file.toString(), metadata, tensors), file);
  }

  /**
   * Reads it.
   *
   * @throws WeightsException in one sentence, if the file cannot be read, is damaged, is no checkpoint, or says what no training can;
   *     one without a digest, as they were written before there was one, is read without that proof
   */
  public static Checkpoint read(Path file) {
    NamedTensors tensors = WeightFiles.read(file);
    Map<String, String> metadata = tensors.metadata();
    String digest = metadata.get(DIGEST);
    if (digest != null && !digest.equals(ContentDigest.of(metadata, tensors, DIGEST)))
      throw new WeightsException(file + " is damaged: its content has not the SHA-256 that it had when it was written");
    Map<String, String> settings = new LinkedHashMap<>();
    metadata.forEach((key, value) -> {
      if (key.startsWith(SETTING)) settings.put(key.substring(SETTING.length()), value);
      else if (!KEYS.contains(key)) throw new WeightsException(file + " is no checkpoint of a training: it says '" + key + "'");
    });
    try {
      TrainingState state = new TrainingState(Long.parseLong(text(metadata, "step")), named(tensors, PARAMETER), memory(tensors));
      return new Checkpoint(new Standing(state, Long.parseLong(text(metadata, "validated")),
          Double.parseDouble(text(metadata, "accuracy")),
          Double.parseDouble(text(metadata, "best")), Long.parseLong(text(metadata, "bestEpoch")), named(tensors, BEST)), settings);
    } catch (NumberFormatException e) {
      throw WeightsException.because(file + " is no checkpoint of a training: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw WeightsException.because(file + " is where no training can stand: " + e.getMessage(), e);
    }
  }

  /** What is remembered of each parameter, in its order: "memory 0 NAME", "memory 1 NAME". */
  private static SequencedMap<String, List<Tensor>> memory(NamedTensors tensors) {
    SequencedMap<String, List<Tensor>> memory = new LinkedHashMap<>();
    for (NamedTensor t : tensors) {
      if (!t.name().startsWith(MEMORY)) continue;
      int space = Math.max(MEMORY.length(), t.name().indexOf(' ', MEMORY.length()));
      List<Tensor> of = memory.computeIfAbsent(t.name().substring(space).strip(), _ -> new ArrayList<>());
      if (!t.name().substring(MEMORY.length(), space).equals(Integer.toString(of.size())))
        throw new IllegalArgumentException("tensor '" + t.name() + "' is not the next that is remembered of its parameter");
      of.add(t.tensor());
    }
    return memory;
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
