package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lucida experiment}: its files, and that the committed table is what it makes. */
class ExperimentCommandTest {
  @TempDir
  private Path folder;

  private static Result lucida(String... arguments) {
    return Result.of(arguments);
  }

  /**
   * The rows of two networks, made again, are those of the chapter. Printed are three digits of medians of float64 numbers, which on another machine differ from the
   * 12th digit on: the last printed digit may be rounded the other way.
   */
  @Test
  void theCommittedTableIsWhatItMakes() throws IOException {
    assertEquals(0,
        lucida("experiment", "shortcut", "--head", "scenes-resnet,scenes-vgg", "--out", folder.toString(), "--quiet").code());
    List<String> committed = Files.readAllLines(Path.of("..", "docs", "derivatives.md"));
    List<String> made = Files.readAllLines(folder.resolve("shortcut.md"));
    assertTrue(
        made.getFirst()
            .startsWith("Medians over 8 pictures, of the class with the highest score, at layer features, in float64. Of Y"),
        made.getFirst());
    assertEquals(8, made.size(), "what it is about, a blank line, two lines of head, two networks, two scores");
    assertTrue(committed.contains(made.get(2)), made.get(2));
    for (String row : made.subList(4, 8)) {
      String key = row.substring(0, row.indexOf("| ", row.indexOf("| ", 2) + 1));
      String there = committed.stream().filter(line -> line.startsWith(key)).findFirst().orElse("");
      String[] a = row.split("\\|", -1), b = there.split("\\|", -1);
      assertEquals(a.length, b.length, key);
      for (int i = 3; i < a.length - 1; i++)
        assertEquals(number(b[i]), number(a[i]), 0.011 * Math.abs(number(b[i])), key + " column " + i);
    }
  }

  private static double number(String cell) { return Double.parseDouble(cell.replace("%", "").strip()); }

  @Test
  void filesAndNothingElse() throws IOException {
    Result result = lucida("experiment", "shortcut", "--head", "scenes-resnet", "--pictures", "1", "--out",
        folder.resolve("out").toString());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("| scenes-resnet | exp | 0 | 0 | 1.00 | 1.00 | 0 % |"),
        "the closed form is exact there: " + result.out());
    assertTrue(Files.readString(folder.resolve("out/shortcut.csv")).contains("scenes-resnet,exp,owl,"), "a line for each picture");
    assertTrue(Files.readString(folder.resolve("out/shortcut.svg")).endsWith("</svg>\n"));
    assertEquals((byte) 0x89, Files.readAllBytes(folder.resolve("out/shortcut.png"))[0], "the first byte of a PNG");
  }

  @Test
  void wrongInput() {
    Result result = lucida("experiment", "shortcut", "--head", "sinus", "--out", folder.resolve("none").toString());
    assertEquals(2, result.code());
    assertTrue(result.err().contains("--head sinus: there are scenes-vgg, "), result.err());
    assertTrue(Files.notExists(folder.resolve("none")));
    assertEquals(2, lucida("experiment", "shortcut", "--pictures", "0").code());
    Result seeded = lucida("experiment", "shortcut", "--head", "scenes-vgg,scenes-vgg-softplus-1", "--seed", "7");
    assertEquals(2, seeded.code());
    assertTrue(
        seeded.err()
            .contains("--seed is of heads with random weights, and there are only scenes-vgg, scenes-vgg-softplus-1: leave it out"),
        seeded.err());
    assertTrue(lucida("experiment").out().contains("shortcut"), "the experiments that there are");
  }
}
