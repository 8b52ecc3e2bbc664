package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lucida.bundled.Bundled;
import lucida.bundled.TrainedModel;
import lucida.judge.suite.Recipe;
import lucida.judge.suite.Suite;
import lucida.judge.suite.SuitePart;
import lucida.judge.suite.Suites;
import lucida.layers.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteCommandTest {
  @TempDir
  private Path folder;

  private static Result lucida(String... arguments) {
    return Result.of(arguments);
  }

  @Test
  void listsTheSuites() {
    assertEquals(Suites.names(), lucida("suite").out().lines().map(line -> line.split(" ", -1)[0]).toList());
  }

  @Test
  void anUnknownSuiteOrNetworkIsOneSentence() {
    Result unknown = lucida("suite", "objekts");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("did you mean 'objects'"), unknown.err());
    Result network = lucida("suite", "grid", "--network", folder.resolve("none.safetensors").toString());
    assertEquals(2, network.code(), network.err());
    assertTrue(network.err().contains("none.safetensors"), network.err());
    assertEquals("", network.out(), "nothing is begun");
    Result networks = lucida("suite", "objects", "--networks", folder.toString());
    assertEquals(2, networks.code(), networks.err());
    assertTrue(networks.err().contains("--networks has no effect: the suite 'objects' trains no network"), networks.err());
  }

  /** The whole command for a suite of the bundled network: every table with its page, which begins with the idea. */
  @ParameterizedTest
  @ValueSource(strings = {"grid", "parts", "pasted", "backdoor", "tetris", "biased", "fine", "labels"})
  void aSuiteHasAPageForEveryTable(String name) throws IOException {
    Path out = folder.resolve(name), networks = Files.createDirectories(folder.resolve("networks"));
    Suite suite = Suites.named(name);
    for (Recipe recipe : suite.recipes()) keepUntrained(recipe, networks);
    List<String> arguments = new ArrayList<>(List.of("suite", name, "--pictures", "1", "--out", out.toString(), "--seed", "3"));
    if (!suite.recipes().isEmpty()) arguments.addAll(List.of("--networks", networks.toString()));
    Result result = lucida(arguments.toArray(String[]::new));
    assertTrue(result.code() == 0 || result.code() == 3, result.err());
    assertTrue(result.out().contains(suite.idea()), result.out());
    assertTrue(result.err().concat(result.out()).contains("lucida: " + suite.cost().text(true)), result.err());
    for (SuitePart part : suite.parts()) {
      assertTrue(result.out().contains(part.question()), result.out());
      String page = Files.readString(out.resolve(part.name()).resolve("report.html"));
      assertTrue(page.contains("<h1>" + suite.title() + "</h1>"), part.name());
      assertTrue(page.contains("<p class=\"idea\">") && page.contains("truth over the picture"), part.name());
      assertTrue(Files.readAllLines(out.resolve(part.name()).resolve("per-picture.csv")).size() > 1, part.name());
    }
  }

  /** The network that a suite would train, as it starts. */
  private static void keepUntrained(Recipe recipe, Path networks) {
    Model start = recipe.start().apply(Bundled.network("scenes-resnet").model());
    TrainedModel.write(networks.resolve(recipe.name() + ".safetensors"), TrainedModel.ready(start), recipe.classes(), Map.of());
  }

  @Test
  void aNetworkThatASuiteTrainsIsNotReplaced() {
    Result result = lucida("suite", "backdoor", "--network", "scenes-vgg");
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains("the suite 'backdoor' needs networks that it trains itself"), result.err());
  }

  /** A network with dense layers takes pictures of one size; one of other classes has other labels. */
  @Test
  void aNetworkThatDoesNotFitIsNamed() {
    Result grid = lucida("suite", "grid", "--network", "scenes-vgg", "--out", folder.resolve("grid").toString());
    assertEquals(2, grid.code(), grid.err());
    assertTrue(grid.err().contains("it does not take pictures of the size that the table 'gridpg' has"), grid.err());
    Path other = folder.resolve("other.safetensors");
    TrainedModel bundled = Bundled.network("scenes-resnet");
    List<String> classes = new ArrayList<>(bundled.classes());
    Collections.reverse(classes);
    TrainedModel.write(other, bundled.model(), classes, Map.of());
    Result parts = lucida("suite", "parts", "--network", other.toString(), "--out", folder.resolve("parts").toString());
    assertEquals(2, parts.code(), parts.err());
    assertTrue(
        parts.err()
            .contains("has the classes turtle; tree; teapot; … (16); the scenes of this suite have bird; butterfly; car; … (16)"),
        parts.err());
    assertFalse(Files.exists(folder.resolve("grid")) || Files.exists(folder.resolve("parts")));
  }

  @Test
  void picturesAreCounted() {
    Result none = lucida("suite", "parts", "--pictures", "0");
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains("--pictures"), none.err());
  }

  /** Nothing to go on with, and a file where a folder is wanted: nothing is written. */
  @Test
  void anImpossibleFolderIsOneSentence() throws IOException {
    Files.createDirectories(folder.resolve("other/gridpg"));
    Result other = lucida("suite", "objects", "--resume", "--out", folder.resolve("other").toString());
    assertEquals(2, other.code());
    assertTrue(other.err().endsWith("other holds no run of the suite" + System.lineSeparator()) && other.out().isEmpty(),
        other.err());
    Result none = lucida("suite", "objects", "--resume", "--out", folder.resolve("none").toString());
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains("none holds no run of the suite"), none.err());
    assertFalse(Files.exists(folder.resolve("none")));
    Path file = Files.writeString(folder.resolve("file"), "mine");
    for (List<String> command : List.of(List.of("suite", "objects", "--pictures", "1"),
        List.of("evaluate", "--scenes", "single:1"))) {
      Result result = lucida(Stream.concat(command.stream(), Stream.of("--out", file.toString())).toArray(String[]::new));
      assertEquals(2, result.code(), result.err());
      assertTrue(result.err().contains(file + " is a file; files are written to a folder"), result.err());
    }
    assertEquals("mine", Files.readString(file));
  }

  /** A network that is kept is read, not trained again; a damaged one is named. */
  @Test
  void aKeptNetworkIsRead() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("networks"));
    Files.write(kept.resolve("fine-0.safetensors"), new byte[]{1, 2, 3});
    Result result = lucida("suite", "fine", "--networks", kept.toString(), "--out", folder.resolve("out").toString());
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains("fine-0.safetensors"), result.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  /** Killed while it wrote the second picture of the second of three tables: what is resumed ends in the bytes of one that was not killed, the page included; with another seed it is refused. */
  @Test
  void aKilledSuiteEndsInTheSameBytes() throws IOException {
    Path whole = folder.resolve("whole"), killed = folder.resolve("killed");
    Result first = objects(whole);
    assertEquals(0, first.code(), first.err());
    copy(whole.resolve("single"), killed.resolve("single"));
    for (String file : List.of("per-picture.csv", "curves.csv", "pictures.csv", "evaluation.json")) {
      byte[] bytes = Files.readAllBytes(whole.resolve("several").resolve(file));
      boolean settings = file.equals("evaluation.json"), pictures = file.equals("pictures.csv");
      Files.createDirectories(killed.resolve("several"));
      Files.write(killed.resolve("several").resolve(file),
          settings ? bytes : Arrays.copyOf(bytes, pictures ? lines(bytes, 2) : Math.max(lines(bytes, 1), bytes.length * 4 / 5)));
    }
    Result other = objects(killed, "--resume", "--seed", "1");
    assertEquals(2, other.code());
    assertTrue(other.err().contains("the evaluation was begun with seed 0, not 1"), other.err());
    Result resumed = objects(killed, "--resume");
    assertEquals(0, resumed.code(), resumed.err());
    for (String table : List.of("single", "several", "pair"))
      for (String file : List.of("per-picture.csv", "curves.csv", "pictures.csv", "summary.csv", "summary.json", "pairs.csv",
          "evaluation.json", "report.html"))
        assertArrayEquals(Files.readAllBytes(whole.resolve(table).resolve(file)),
            Files.readAllBytes(killed.resolve(table).resolve(file)), table + "/" + file);
  }

  private static Result objects(Path to, String... more) {
    return lucida(Stream.concat(Stream.of("suite", "objects", "--pictures", "2", "--out", to.toString()), Stream.of(more))
        .toArray(String[]::new));
  }

  /** How many bytes the first lines have. */
  private static int lines(byte[] bytes, int count) {
    int at = 0;
    for (int line = 0; line < count; at++) if (bytes[at] == '\n') line++;
    return at;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path there = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) Files.createDirectories(there);
        else Files.copy(file, there);
      }
    }
  }
}
