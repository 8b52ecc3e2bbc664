package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.files.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defaults from a file: the command line goes before them, a record holds them, and what is not understood is refused by file and line. */
class DefaultsFileTest {
  @TempDir
  private Path folder;

  private Path file() { return folder.resolve("defaults.properties"); }

  private Result lucida(Object... arguments) {
    StringWriter out = new StringWriter(), err = new StringWriter();
    int code = Main.run(Optional.of(new DefaultsFile(file())), new PrintWriter(out, true), new PrintWriter(err, true),
        Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  private void defaults(String... lines) throws IOException { Files.write(file(), List.of(lines)); }

  /** The first order of a derivative, unless the file or the command line says another: 3x², 6x, 6. */
  @Test
  void theCommandLineGoesBeforeTheFileAndTheFileBeforeWhatIsBuiltIn() throws IOException {
    defaults("# nothing yet", "", "explain.batch=2");
    assertTrue(value("derive", "x^3", "--at", "x=1").endsWith("= 3"), "built in");
    defaults("derive.order = 2");
    assertTrue(value("derive", "x^3", "--at", "x=1").endsWith("= 6"), "of the file");
    assertTrue(value("--verbose", "derive", "--at", "x=2", "--", "x^3").endsWith("= 12"),
        "6x at 2; options and -- stay where they are");
    assertTrue(value("derive", "x^3", "--at", "x=2", "--order", "1").endsWith("= 12"), "typed: 3x² at 2");
    assertTrue(value("derive", "x^4", "--at", "x=1", "--order", "3").endsWith("= 24"), "typed");
  }

  private String value(Object... arguments) {
    Result result = lucida(arguments);
    assertEquals("", result.err());
    assertEquals(0, result.code());
    return result.out().strip();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "explain.methd=gradcam | explain.methd: 'lucida explain' has no default for '--methd'; did you mean '--method'",
      "explian.method=gradcam | explian.method: there is no command 'explian'; did you mean 'explain'",
      "explain.help=true | explain.help: 'lucida explain' has no default for '--help'",
      "explain.repeat=a.jsonl | explain.repeat: 'lucida explain' has no default for '--repeat'",
      "explain.out= | explain.out: an empty value", "explain.json=yes | explain.json: a switch is set to true",
      "explain.seed=8 | explain.seed is set twice, before by explain.seed=7 (",
      "method=gradcam | 'method=gradcam': wanted is COMMAND.OPTION=VALUE",
      "a=explain.method | 'a=explain.method': wanted is", "explain.method gradcam | 'explain.method gradcam': wanted is"})
  void whatIsNotUnderstoodIsRefusedByFileAndLine(String line, String problem) throws IOException {
    defaults("# the first line", "explain.seed=7", line);
    Result result = lucida("methods");
    assertEquals(2, result.code());
    assertTrue(result.err().startsWith("lucida: " + file() + ", line 3: " + problem), result.err());
    assertEquals("", result.out());
  }

  /** Whether a type or the command refuses it. */
  @ParameterizedTest
  @CsvSource({"explain.batch=x", "explain.batch=-3", "explain.method=nosuch", "explain.precision=f16", "'explain.layer=,'",
      "explain.labels=missing.txt"})
  void aBadValueIsRefusedWithItsKeyAndPlace(String line) throws IOException {
    defaults("", line);
    Result result = lucida("explain", "--out", folder.resolve("out"));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: "), result.err());
    assertTrue(result.err().stripTrailing().endsWith("With the default " + line + " (" + file() + ", line 2)"), result.err());
    assertFalse(Files.exists(folder.resolve("out")), "nothing is written");
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    assertTrue(lucida("methods").err().startsWith("lucida: " + file() + ": there is no such file"));
    Files.write(file(), "derive.order=é".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(lucida("methods").err().startsWith("lucida: " + file() + ": it is not UTF-8"));
    assertEquals(0, lucida("methods", "--help").code(), "help is there without it");
  }

  @Test
  void theVariableGoesBeforeTheHomeFolder() throws IOException {
    assertEquals(Optional.empty(), DefaultsFile.of(Map.of(), folder));
    Path home = Files.createFile(folder.resolve(".lucida.properties"));
    assertEquals(Optional.of(new DefaultsFile(home)), DefaultsFile.of(Map.of(), folder));
    assertEquals(Optional.of(new DefaultsFile(Path.of("mine"))), DefaultsFile.of(Map.of("LUCIDA_DEFAULTS", "mine"), folder));
    assertEquals(Optional.empty(), DefaultsFile.of(Map.of("LUCIDA_DEFAULTS", ""), folder), "empty: none");
  }

  /** Methods' options do nothing to maps of files, where a typed one is refused. */
  @Test
  void aDefaultIsLeftOutWhereTheOptionCannotBeGiven() throws IOException {
    defaults("compare.layer=layer2", "compare.out=" + folder.resolve("difference"));
    Path map = folder.resolve("a.npy");
    Npy.write(map, Tensor.of(Shape.of(1, 2), 1, 2));
    Result result = lucida("compare", map, map);
    assertEquals(0, result.code(), result.err());
    assertTrue(Files.isDirectory(folder.resolve("difference")));
  }

  /** The record holds the effective arguments; the file, whatever it has become, changes a repetition's output only. */
  @Test
  void aRepetitionDoesNotChangeWithTheFile() throws IOException {
    Path first = folder.resolve("first"), again = folder.resolve("again"), record = first.resolve("report.jsonl");
    defaults("explain.method=smoothgrad", "explain.samples=2", "explain.seed=5", "explain.save-maps=true", "explain.out=" + first);
    assertEquals(0, lucida("explain", "--quiet", "--class", "3", "--seed", "6").code());
    String arguments = Files.readString(record);
    assertTrue(arguments.contains("\"--method=smoothgrad\",\"--samples=2\",\"--save-maps\",\"--out=" + first + "\",\"--quiet\""),
        arguments);
    defaults("explain.method=gradcam", "explain.class=1", "explain.seed=9", "explain.samples=3", "explain.save-maps=true",
        "explain.out=" + again);
    Result result = lucida("explain", "--repeat", record);
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertEquals(arrays(first), arrays(again));
  }

  private static Map<String, String> arrays(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.filter(file -> file.toString().endsWith(".npy"))
          .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> RecordedFile.of(file).sha256()));
    }
  }
}
