package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamSurgeryCommandTest {
  @TempDir
  private Path folder;

  private static Result lucida(String... arguments) {
    return Result.of(arguments);
  }

  private Result tiny(String seeds, String out) {
    return lucida("experiment", "cam-surgery", "--seeds", seeds, "--train", "32", "--epochs", "1", "--test", "16", "--pictures",
        "2",
        "--networks", folder.resolve("networks").toString(), "--out", folder.resolve(out).toString());
  }

  /** One step for each network; then another seed beside it, with a network gone: it is trained again, the others are not, and the first seed's numbers are as they were. */
  @Test
  void networksAreTrainedOnce() throws IOException {
    Result first = tiny("1", "one");
    assertEquals(0, first.code(), first.err());
    assertEquals(2, first.err().lines().filter(line -> line.contains("a network learns")).count(), first.err());
    for (String file : List.of("cam-surgery.csv", "cam-surgery.md", "cam-surgery.json", "cam-surgery.svg", "cam-surgery.png",
        "pictures.png", "report.html"))
      assertTrue(Files.size(folder.resolve("one").resolve(file)) > 0, file);
    String page = Files.readString(folder.resolve("one/report.html"));
    assertTrue(page.contains("<h3>Differences, paired by seed</h3>") && page.contains("<figcaption>gap, cam</figcaption>"), page);
    Path gap = folder.resolve("networks/cam-surgery-32x1@0.006-1-gap.safetensors");
    byte[] bytes = Files.readAllBytes(gap);
    Files.delete(gap);
    Result again = tiny("1", "again");
    assertEquals(1, again.err().lines().filter(line -> line.contains("a network learns")).count(), again.err());
    assertArrayEquals(bytes, Files.readAllBytes(gap));
    assertEquals(Files.readString(folder.resolve("one/cam-surgery.csv")),
        Files.readString(folder.resolve("again/cam-surgery.csv")));
    try (Stream<Path> kept = Files.list(folder.resolve("networks"))) {
      assertEquals(List.of("csv", "csv", "safetensors", "safetensors"),
          kept.map(file -> file.toString().replaceFirst(".*\\.", "")).sorted().toList(),
          "networks, how their losses went, and no checkpoints");
    }
    Files.write(gap, new byte[]{1, 2, 3});
    Result damaged = tiny("1", "damaged");
    assertEquals(2, damaged.code(), damaged.err());
    assertTrue(damaged.err().contains("gap.safetensors is not the network that this experiment trains: delete it"), damaged.err());
    assertFalse(Files.exists(folder.resolve("damaged")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--seeds 0 | --seeds 0: the range is 1 to 1000",
      "--train 31 | --train 31: the range is 32 to 1000000",
      "--epochs 0 | --epochs 0: the range is 1 to 10000",
      "--rate 0 | --rate 0.0: it is a number above 0", "--rate NaN | --rate NaN: it is a number above 0",
      "--test 0 | --test 0: the range is 1 to 1000000", "--pictures -1 | --pictures -1: the range is 1 to 1000000"})
  void wrongCounts(String options, String sentence) {
    Result result = lucida(Stream.concat(Stream.of("experiment", "cam-surgery", "--out", folder.resolve("none").toString()),
        Stream.of(options.split(" ", -1))).toArray(String[]::new));
    assertEquals(2, result.code());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(Files.exists(folder.resolve("none")));
  }
}
