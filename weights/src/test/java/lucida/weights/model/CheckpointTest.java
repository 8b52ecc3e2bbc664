package lucida.weights.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.training.Training.Standing;
import lucida.layers.training.TrainingState;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir
  private Path folder;

  /** Numbers that no rounding on the way would leave alone, one of them a float64. */
  private static Standing standing() {
    SequencedMap<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("fc.weight", Tensor.of(Shape.of(1, 2), 0.1f, -1e-40f));
    parameters.put("fc.bias", Tensor.vector(1 / 3.0));
    SequencedMap<String, Tensor> best = new LinkedHashMap<>();
    best.put("fc.weight", Tensor.of(Shape.of(1, 2), Float.MIN_VALUE, -0f));
    best.put("fc.bias", Tensor.vector(Math.PI));
    SequencedMap<String, List<Tensor>> memory = new LinkedHashMap<>();
    memory.put("fc.weight", List.of(Tensor.of(Shape.of(1, 2), 3f, 4f), Tensor.of(Shape.of(1, 2), 5f, 6f)));
    memory.put("fc.bias", List.of(Tensor.vector(1e-300), Tensor.vector(7)));
    return new Standing(new TrainingState(123_456_789_012L, parameters, memory), 4, 0.1, 1 / 3.0, 3, best);
  }

  private static void same(Map<String, Tensor> wanted, Map<String, Tensor> is) {
    assertEquals(List.copyOf(wanted.keySet()), List.copyOf(is.keySet()));
    wanted.forEach((name, t) -> {
      assertEquals(t.precision(), Objects.requireNonNull(is.get(name)).precision());
      assertTrue(t.sameAs(Objects.requireNonNull(is.get(name))), name);
    });
  }

  @Test
  void everyBitComesBack() throws IOException {
    Path file = folder.resolve("a.checkpoint");
    new Checkpoint(standing(), Map.of("--seed", "0")).write(file);
    new Checkpoint(standing(), Map.of("--seed", "1", "--kind", "Single[]")).write(file);
    Checkpoint read = Checkpoint.read(file);
    assertEquals(Map.of("--seed", "1", "--kind", "Single[]"), read.settings());
    Standing standing = read.standing();
    assertEquals(123_456_789_012L, standing.state().step());
    assertEquals(List.of(4L, 3L), List.of(standing.validated(), standing.bestEpoch()));
    assertEquals(List.of(0.1, 1 / 3.0), List.of(standing.accuracy(), standing.best()));
    same(standing().state().parameters(), standing.state().parameters());
    same(standing().bestParameters(), standing.bestParameters());
    standing().state().remembered().forEach((name, memory) -> {
      List<Tensor> is = Objects.requireNonNull(standing.state().remembered().get(name));
      assertEquals(memory.size(), is.size());
      for (int i = 0; i < is.size(); i++) assertTrue(memory.get(i).sameAs(is.get(i)), name + i);
    });
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList(), "nothing unfinished is left behind");
    }
  }

  @Test
  void whatIsNoCheckpointIsToldInOneSentence() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    WeightFiles.write(NamedTensors.of("x", Map.of(), List.of(NamedTensor.of("w", Tensor.vector(1)))), file);
    assertEquals(file + " is no checkpoint of a training: it does not name its step",
        assertThrows(WeightsException.class, () -> Checkpoint.read(file)).getMessage());
    Path cut = folder.resolve("cut");
    new Checkpoint(standing(), Map.of()).write(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
    assertTrue(assertThrows(WeightsException.class, () -> Checkpoint.read(cut)).getMessage().startsWith("cut: "));
  }

  /** Any bit of a cell, of a name or of a setting: what was written can be proved, and is. */
  @Test
  void everyFlippedBitIsFound() throws IOException {
    Path file = folder.resolve("a.checkpoint");
    new Checkpoint(standing(), Map.of("--seed", "1")).write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 8; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      int place = at;
      assertThrows(WeightsException.class, () -> Checkpoint.read(file), () -> "byte " + place);
    }
    byte[] last = whole.clone();
    last[whole.length - 1] ^= 1;
    Files.write(file, last);
    assertEquals(file + " is damaged: its content has not the SHA-256 that it had when it was written",
        assertThrows(WeightsException.class, () -> Checkpoint.read(file)).getMessage());
  }

  /** Those that were written before there was a digest, as this writer without one makes them. */
  @Test
  void oldOnesAreReadAndNonsenseIsRefused() {
    assertEquals(7, without(Map.of("step", "7")).standing().state().step());
    String numbers = "none is negative, and the best epoch is one of those measured";
    assertNonsense("Step -1, 4 epochs, the best of them epoch 3: " + numbers, Map.of("step", "-1"));
    assertNonsense("Step 9, 4 epochs, the best of them epoch 5: " + numbers, Map.of("bestEpoch", "5"));
    assertNonsense("Accuracies of NaN and, at best, 0.5: they are 0 to 1", Map.of("accuracy", "NaN"));
    assertNonsense("Accuracies of 0.25 and, at best, 1.5: they are 0 to 1", Map.of("best", "1.5"));
    assertNonsense("tensor 'memory 1 w' is not the next that is remembered of its parameter", Map.of(), "memory 1 w");
    assertNonsense("tensor 'memory ' is not the next that is remembered of its parameter", Map.of(), "memory ");
  }

  private Checkpoint without(Map<String, String> changed, String... more) {
    Path file = folder.resolve("old.checkpoint");
    Map<String, String> metadata = new LinkedHashMap<>(
        Map.of("step", "9", "validated", "4", "accuracy", "0.25", "best", "0.5", "bestEpoch", "3"));
    metadata.putAll(changed);
    List<NamedTensor> tensors = Stream.concat(Stream.of("parameter w", "best w", "memory 0 v"), Stream.of(more))
        .map(name -> NamedTensor.of(name, Tensor.vector(1))).toList();
    WeightFiles.write(NamedTensors.of("old", metadata, tensors), file);
    return Checkpoint.read(file);
  }

  private void assertNonsense(String why, Map<String, String> changed, String... more) {
    assertEquals(folder.resolve("old.checkpoint") + " is where no training can stand: " + why,
        assertThrows(WeightsException.class, () -> without(changed, more)).getMessage());
  }
}
