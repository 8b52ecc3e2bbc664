package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lucida.book.Book;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lucida equations}: what it prints, its records, its page, its exit codes. What the book finds is tested with the book. */
class EquationsCommandTest {
  @TempDir
  private Path folder;

  private static Result lucida(Object... arguments) {
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return Result.of(texts);
  }

  @Test
  void someEquationsOnTheBundledNetworkAndPicture() {
    Result result = lucida("equations", "--tag", "CAM,GC 3,LRP1");
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertTrue(result.out().startsWith("class 3 cat in car-and-cat, at layer 'layer3' [96, 8, 8] of scenes-resnet, in float64\n"),
        result.out());
    assertTrue(result.out().contains("  CAM 3   holds "), result.out());
    assertTrue(result.out().contains("  GC 3    holds "), result.out());
    assertTrue(
        result.out().stripTrailing()
            .endsWith("2 identities and 0 limits hold, none fails, 2 shown with their numbers, 1 not yet covered\n"
                + "--out book.html also writes it as a page with typeset formulas and plots"),
        result.out());
  }

  @Test
  void helpSaysHowMuchIsCovered() {
    Result result = lucida("equations", "--help");
    assertEquals(0, result.code());
    assertTrue(result.out().contains(Book.coverage()), result.out());
    assertFalse(result.out().contains("every"), "more than the program does");
  }

  @Test
  void recordsAndThePage() throws IOException {
    Path page = folder.resolve("book.html");
    Result result = lucida("equations", "--model", "cifar-resnet20", "--random-weights", "3", "--class", "7", "--tag",
        "GC3,PP 9,SPP4", "--json",
        "--out", page);
    assertEquals("", result.err());
    assertEquals(0, result.code(), result.out());
    List<String> records = result.out().lines().toList();
    assertEquals(5, records.size());
    assertTrue(records.getFirst().startsWith("{\"tag\":\"GC 3\",\"kind\":\"identity\",\"title\":\"Grad-CAM generalises CAM\""),
        records.getFirst());
    assertTrue(records.getFirst().contains("\"on\":\"given\",\"verdict\":\"holds\",\"residual\":"), records.getFirst());
    assertTrue(records.get(1).contains("\"numbers\":{\"small head of one hidden layer with tanh\":{\"relative L2\":0."),
        records.get(1));
    assertTrue(records.get(3).contains("\"parameter\":\"σ\",\"gaps\":[{\"at\":0.01,\"gap\":"), records.get(3));
    assertTrue(Files.readString(page).contains("<article id=\"gc-3-identity\">"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(page), files.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--tag XY | No equation has the tag 'XY'; there are DS, CAM, GC, PP, SPP, SG, BP, SC, GG, OT, ME, GT, EL, LRP, AS",
      "--layer nowhere | Network scenes-resnet", "--out . | --out . is a folder; the page is one file",
      "nowhere.png | nowhere.png: there is no such file or folder"})
  void wrongInputIsOneSentenceAndExitCode2(String arguments, String problem) {
    Result result = lucida(Stream.concat(Stream.of("equations"), Stream.of(arguments.split(" ", -1))).toArray());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: " + problem), result.err());
    assertEquals("", result.out());
  }
}
