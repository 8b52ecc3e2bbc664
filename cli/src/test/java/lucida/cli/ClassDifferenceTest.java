package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two classes of a picture, their maps subtracted. */
class ClassDifferenceTest {
  @TempDir
  private Path folder;

  private Result explain(String... arguments) {
    String[] all = Stream.concat(Stream.of("explain", "--method", "gradcam", "--out", folder.resolve("out").toString()),
        Stream.of(arguments)).toArray(String[]::new);
    return Result.of(all);
  }

  /** The bundled picture is a cat to the network. A class from itself leaves nothing; without the option the same folder has no difference any more. */
  @Test
  void predictedAndAnother() throws IOException {
    Path difference = folder.resolve("out/car-and-cat.difference.png");
    Result two = explain("--class", "predicted,bird", "--difference");
    assertEquals(0, two.code(), two.err());
    assertTrue(two.out().contains("3 cat") && two.out().contains("0 bird"), two.out());
    assertTrue(Files.size(difference) > 0);
    assertTrue(Files.readString(folder.resolve("out/report.html")).contains("<h3>Class against class</h3>"));
    Result same = explain("--class", "predicted,cat", "--difference");
    assertEquals(0, same.code(), same.err());
    assertTrue(same.err().contains("car-and-cat: --difference has nothing to subtract"), same.err());
    assertFalse(Files.exists(difference));
    assertFalse(Files.readString(folder.resolve("out/report.html")).contains("Class against class"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"bird | 1", "predicted | 1", "top3 | 3", "predicted,top2 | 3", "bird,bird | 1",
      "predicted,top1 | 1"})
  void takesTwo(String classes, String asked) {
    Result result = explain("--class", classes, "--difference");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("--difference is of two classes, and --class asks for " + asked + ": name two"), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
