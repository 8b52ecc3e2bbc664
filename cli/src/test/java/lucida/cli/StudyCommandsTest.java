package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experiments on training through explanations, one step for each network. */
class StudyCommandsTest {
  @TempDir
  private Path folder;

  private Result experiment(String name, String... more) {
    List<String> arguments = new ArrayList<>(
        List.of("experiment", name, "--seeds", "1", "--train", "32", "--epochs", "1", "--test", "16",
            "--pictures", "2", "--networks", folder.resolve("networks").toString(), "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Result.of(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"ggam|both|both + ggam 0.5", "guided|baseline|energy 2 of gradients, 10 % of masks",
      "distil|baseline|maps of gradcam++-closed 0.1"})
  void trainsMeasuresAndWrites(String name, String one, String other) throws IOException {
    Result first = experiment(name, "--arm", one, "--arm", other);
    assertEquals(0, first.code(), first.err());
    assertEquals(2, first.err().lines().filter(line -> line.contains("a network learns")).count(), first.err());
    for (String file : List.of(name + ".csv", name + ".md", name + ".json", name + ".svg", name + ".png", name + "-curves.csv",
        name + "-curves.svg", name + "-curves.png", "pictures.png",
        "report.html"))
      assertTrue(Files.size(folder.resolve("out").resolve(file)) > 0, file);
    assertTrue(first.out().contains("| " + other + " |"), first.out());
    String curves = Files.readString(folder.resolve("out").resolve(name + "-curves.csv"));
    for (String arm : List.of(one, other))
      assertTrue(curves.contains(arm + "\",1,classes,") || curves.contains(arm + ",1,classes,"), curves);
    String csv = Files.readString(folder.resolve("out").resolve(name + ".csv"));
    Result again = experiment(name, "--arm", one, "--arm", other);
    assertFalse(again.err().contains("a network learns"), again.err());
    assertEquals(curves, Files.readString(folder.resolve("out").resolve(name + "-curves.csv")));
    assertEquals(csv, Files.readString(folder.resolve("out").resolve(name + ".csv")));
  }

  @Test
  void unknownArmsAreNamed() {
    Result result = experiment("ggam", "--arm", "bot");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("--arm bot: there is no such arm; did you mean 'both"), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void networksAreKeptInAFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("networks"), "");
    Result result = experiment("ggam", "--arm", "both");
    assertEquals(2, result.code());
    assertEquals("lucida: --networks " + file + " is a file; networks are kept in a folder", result.err().strip());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** One in a hundred of 32 masks is none: what would be learned is the baseline, under another name. */
  @Test
  void armsWithoutAMaskAreNotTrained() {
    Result result = experiment("guided", "--arm", "energy 1, 1 % of masks");
    assertEquals(2, result.code());
    assertEquals(
        "lucida: --train 32: of so few scenes the arm 'energy 1, 1 % of masks' knows no mask; take more, or name other arms"
            + " by --arm",
        result.err().strip());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
