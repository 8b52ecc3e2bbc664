package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.layers.training.Trainer;
import lucida.layers.training.TrainingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossLogTest {
  @TempDir
  private Path folder;

  private static Trainer.Progress step(long number, double loss, Map<String, Double> parts) {
    return new Trainer.Progress(new TrainingState(number, new LinkedHashMap<>(), new LinkedHashMap<>()), loss,
        new LinkedHashMap<>(parts), 0.5, 0.1);
  }

  private static Trainer.Progress guided(long number, double classes, double energy) {
    SequencedMap<String, Double> parts = new LinkedHashMap<>();
    parts.put("classes", classes);
    parts.put("energy", energy);
    return step(number, classes + energy, parts);
  }

  /** Two epochs of two steps: means (3 + 1)/2, (0.5 + 0.25)/2 and so on. */
  @Test
  void epochsAreMeansOfTheirSteps() throws IOException {
    Path file = folder.resolve("network.losses.csv");
    LossLog log = LossLog.after(0, file);
    log.add(1, guided(1, 3, 0.5));
    log.add(1, guided(2, 1, 0.25));
    log.add(2, guided(3, 1, 0.25));
    log.add(2, guided(4, 0, 0.125));
    log.write();
    assertEquals(List.of(Map.of("classes", 2.0, "energy", 0.375), Map.of("classes", 0.5, "energy", 0.1875)), LossLog.epochs(file));
    assertEquals(List.of("classes", "energy"), List.copyOf(LossLog.epochs(file).getFirst().keySet()));
  }

  /** What was written behind the checkpoint is not there twice when the training goes on from it, and of another training nothing is left. */
  @Test
  void goesOnWhereTheTrainingDoes() throws IOException {
    Path whole = folder.resolve("whole.losses.csv"), stopped = folder.resolve("stopped.losses.csv");
    LossLog all = LossLog.after(0, whole), some = LossLog.after(0, stopped);
    IntStream.rangeClosed(1, 4).forEach(i -> all.add((i + 1) / 2, step(i, 1.0 / i, Map.of())));
    all.write();
    IntStream.rangeClosed(1, 3).forEach(i -> some.add((i + 1) / 2, step(i, 1.0 / i, Map.of())));
    some.write();
    LossLog resumed = LossLog.after(2, stopped);
    IntStream.rangeClosed(3, 4).forEach(i -> resumed.add((i + 1) / 2, step(i, 1.0 / i, Map.of())));
    resumed.write();
    assertEquals(Files.readString(whole), Files.readString(stopped));
    assertEquals("1,1,classes,1.0", Files.readAllLines(whole).get(1));
    LossLog.after(0, whole).write();
    assertEquals(List.of(), LossLog.epochs(whole));
  }

  @Test
  void whatIsNoSuchFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("network.losses.csv"), "epoch,step,part,value\n1,one,classes,2\n");
    String message = assertThrows(IllegalArgumentException.class, () -> LossLog.epochs(file)).getMessage();
    assertTrue(message.contains("network.losses.csv") && message.contains("\"one\""), message);
    assertEquals(List.of(), LossLog.epochs(folder.resolve("none.losses.csv")));
  }
}
