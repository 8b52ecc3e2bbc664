package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lucida.bundled.Bundled;
import lucida.judge.suite.Recipe;
import lucida.judge.surgery.CamSurgery;
import lucida.layers.Model;
import lucida.layers.training.Trainer;
import lucida.layers.training.Training;
import lucida.plan.Plan;
import lucida.weights.model.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTrainingTest {
  private static final Recipe RECIPE = new CamSurgery(64, 2, 0.002, 1, 1).recipe(CamSurgery.Stage.DENSE, 1);
  private static final Model GIVEN = Bundled.network("scenes-vgg").model();

  @TempDir
  private Path folder;
  private final StringWriter said = new StringWriter();

  private Model trained() throws IOException {
    List<Model> kept = new ArrayList<>();
    new RecipeTraining(folder, new PrintWriter(said, true)).train(RECIPE, GIVEN, kept::add);
    return kept.getFirst();
  }

  /** Stopped after three of four steps, in the second epoch, and gone on with: the same bits and the same losses as without a stop, and no checkpoint is left. */
  @Test
  void goesOnToTheSameBits() throws IOException {
    Model whole = trained();
    Path losses = folder.resolve(RECIPE.name() + ".losses.csv");
    String all = Files.readString(losses);
    assertEquals(5, all.lines().count());
    Training training = RECIPE.training(GIVEN, Plan.float32());
    Training.Standing stopped = training.run(RECIPE.first(training, GIVEN), new Training.Listener() {
      @Override
      public boolean step(Training.Standing standing, Trainer.Progress progress) { return standing.state().step() < 3; }

      @Override
      public void epoch(Training.Standing standing) {}
    });
    assertEquals(3, stopped.state().step());
    Path saved = folder.resolve(RECIPE.name() + ".checkpoint");
    new Checkpoint(stopped, RECIPE.settings()).write(saved);
    Model resumed = trained();
    assertTrue(said.toString().contains("going on after step 3 of 4"), said.toString());
    whole.weights().tensors().forEach((name, w) -> assertTrue(w.sameAs(resumed.weights().tensors().get(name)), name));
    assertFalse(Files.exists(saved));
    assertEquals(all, Files.readString(losses));
  }

  /** A checkpoint of another recipe, and one that is damaged, are named with the remedy. */
  @Test
  void aWrongCheckpointIsNamed() throws IOException {
    Path saved = folder.resolve(RECIPE.name() + ".checkpoint");
    Training training = RECIPE.training(GIVEN, Plan.float32());
    new Checkpoint(RECIPE.first(training, GIVEN), Map.of("recipe", "another")).write(saved);
    String other = assertThrows(IllegalArgumentException.class, this::trained).getMessage();
    assertTrue(other.contains("delete it to begin again") && other.contains("another"), other);
    byte[] bytes = Files.readAllBytes(saved);
    bytes[bytes.length - 1] ^= 1;
    Files.write(saved, bytes);
    String damaged = assertThrows(IllegalArgumentException.class, this::trained).getMessage();
    assertTrue(damaged.contains(saved.getFileName().toString()) && damaged.contains("damaged"), damaged);
  }
}
