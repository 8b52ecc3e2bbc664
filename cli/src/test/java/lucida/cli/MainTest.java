package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Objects;
import lucida.book.Book;
import lucida.cam.catalogue.Methods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static Result lucida(String... arguments) {
    return Result.of(arguments);
  }

  /** tanh‴ = 4 sech² tanh² − 2 sech⁴, which at 0 is −2. */
  @Test
  void deriveANumber() {
    Result result = lucida("derive", "tanh(x)", "--order", "3", "--at", "x=0");
    assertEquals("", result.err());
    assertEquals(0, result.code());
    assertTrue(result.out().startsWith("y = tanh(x)\nd³y/dx³ = ".replace("\n", System.lineSeparator())), result.out());
    assertTrue(result.out().stripTrailing().endsWith("d³y/dx³ = -2"), result.out());
  }

  /** ∂/∂x exp(w·x) = exp(w·x) w; with w·x = 0 that is w. */
  @Test
  void deriveByAVector() {
    Result result = lucida("derive", "exp(sum(w*x))", "--by", "x", "--at", "w=1,-2", "--at", "x=2,1");
    assertTrue(result.out().contains("∂y/∂x = w ⊙ exp(Σ w ⊙ x)"), result.out());
    assertTrue(result.out().stripTrailing().endsWith("∂y/∂x = [1, -2]"), result.out());
  }

  /** ∂ⁿ/∂x_iⁿ exp(w·x) = exp(w·x) w_iⁿ: one coordinate at a time, no row sums of the Hessian, [1·(1 − 2), −2·(1 − 2)]. */
  @Test
  void higherOrdersMoveOneCoordinate() {
    Result result = lucida("derive", "exp(sum(w*x))", "--by", "x", "--order", "2", "--at", "w=1,-2", "--at", "x=2,1");
    assertTrue(result.out().contains("d²y/dt² along x + t v = "), result.out());
    assertTrue(result.out().stripTrailing().endsWith("∂²y/∂xᵢ² = [1, 4]"), result.out());
  }

  /** x² by x = (1, 3): the derivatives 2x stand on the diagonal. */
  @Test
  void aVectorByAVector() {
    Result result = lucida("derive", "x^2", "--at", "x=1,3");
    assertTrue(result.out().stripTrailing().endsWith("∂yⱼ/∂xᵢ = [[2, 0], [0, 6]]"), result.out());
  }

  @Test
  void checkComparesAndFailsAtAKink() {
    Result smooth = lucida("derive", "log(sum(exp(x)))", "--at", "x=1,2,3", "--check");
    assertTrue(smooth.out().contains("all derivatives agree"), smooth.out());
    assertEquals(0, smooth.code());
    Result kink = lucida("derive", "relu(x)", "--at", "x=0", "--check");
    assertTrue(kink.out().contains("a kink lies within"), kink.out());
    assertEquals(1, kink.code());
  }

  @Test
  void kernelsAreListedChosenAndTried() {
    Result result = lucida("kernels", "--kernels", "scalar", "--threads", "1");
    assertEquals(0, result.code());
    assertTrue(result.out().contains("* scalar  plain loops on one thread"), result.out());
    assertTrue(result.out().contains("chosen: scalar kernels: asked for by name"), result.out());
    assertTrue(result.out().contains("agrees with the definition: off by 0.0 ulp in float32, 0.0 ulp in float64"), result.out());
    assertTrue(result.out().contains(" GFLOP/s"), result.out());
  }

  @Test
  void methodsAreListedAndOneIsStated() {
    Result all = lucida("methods");
    assertEquals(0, all.code());
    assertEquals(Methods.names(), all.out().lines().map(line -> line.substring(0, line.indexOf(' '))).toList());
    Result one = lucida("methods", "gradcam");
    assertEquals(0, one.code());
    assertTrue(one.out().startsWith("Grad-CAM: Selvaraju") && one.out().contains("[GC 1]"), one.out());
    assertTrue(one.out().contains(Objects.requireNonNull(Book.statements().get("GC 1")).text()),
        "the formula of the book: " + one.out());
  }

  /** picocli breaks lines at the dot of an ending such as ".onnx". */
  @ParameterizedTest
  @ValueSource(strings = {"explain", "compare", "equations", "models", "inspect", "convert", "train", "finetune", "derive",
      "kernels",
      "completion", "methods", "shell"})
  void helpBreaksNoWord(String command) {
    Result result = lucida(command, "--help");
    assertEquals(0, result.code());
    result.out().lines().filter(line -> !line.contains("lucida "))
        .forEach(line -> assertFalse(line.matches(".*[ (/][.]\\s*"), line));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"derive x+ | formula, column 3: a number, a name or a bracket was expected, not the end",
      "explian | there is no command 'explian'; did you mean 'explain'",
      "explain --color jet | Unknown option: '--color'; did you mean '--colours'",
      "methods gradcamm | There is no method 'gradcamm'",
      "derive x --by y | there is no y in the formula; there is x", "derive x*y | several names: choose one by --by x or --by y",
      "derive 1+2 | the formula has no name to derive it by", "derive x --order 0 | --order 0: orders go from 1 to 20",
      "derive x --order two | Invalid value for option '--order': 'two' is not an int",
      "derive x --at x=1,b | --at x: 'b' is not a number; wanted is x=0.5 or x=1,2,3",
      "derive x --at z=1 | there is no z in the formula; there is x",
      "derive x*y --by x --at x=1 | no value was given for y: add --at y=…",
      "derive x --check | --check needs values: add --at NAME=VALUES for each name",
      "derive x --at x=1 --kernels fast | no kernels named 'fast'; there are [",
      "derive x --at x=1 --kernels nd4j | the nd4j kernels are not built: run 'mvn",
      "kernels --threads 0 | kernels run on at least 1 thread, not on 0",
      "derive | Missing required parameter: 'FORMULA'", "explane cat.png | there is no command 'explane'; did you mean 'explain'",
      "explain missing.png | missing.png: there is no such file or folder"})
  void wrongInputIsOneSentenceAndExitCode2(String arguments, String problem) {
    Result result = lucida(arguments.split(" ", -1));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: " + problem), result.err());
    assertFalse(result.err().contains("  at "), "a stack trace without being asked");
    assertEquals("", result.out());
  }

  /** An empty value of any option or argument, alone or between separators, is never the default. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"explain --method , | --method ,: there is nothing before or after a ','",
      "explain --method gradcam, | --method gradcam,: there is nothing", "explain --class ,, | --class ,,: there is nothing",
      "explain --layer= | --layer: an empty value", "explain --positions 1,2; | --positions 1,2;: there is nothing",
      "explain --mean 1,,2 | Invalid value for option '--mean'", "explain --out= | --out: an empty value",
      "explain --model= | --model: an empty value",
      "compare a.npy b.npy --out= | --out: an empty value", "train scenes-vgg --out= | --out: an empty value",
      "equations --tag , | --tag ,: there is nothing", "inspect '' | FILE: an empty value", "derive '' | FORMULA: an empty value",
      "convert a.pth '' | OUT: an empty value", "explain a.png '' | IMAGE"}, quoteCharacter = '"')
  void nothingIsNoValue(String arguments, String problem) {
    Result result = lucida(
        Arrays.stream(arguments.split(" ", -1)).map(text -> text.equals("''") ? "" : text).toArray(String[]::new));
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().startsWith("lucida: " + problem), result.err());
    assertEquals("", result.out());
  }

  @Test
  void verboseShowsWhere() { assertTrue(lucida("derive", "x+", "--verbose").err().contains("  at ")); }

  @Test
  void helpVersionAndNothingAtAll() {
    assertTrue(lucida("--version").out().startsWith("lucida"));
    assertTrue(lucida("--help").out().contains("Examples:"));
    for (int code : new int[]{0, 1, 2, 3, 130})
      assertTrue(lucida("--help").out().matches("(?s).*\\n +" + code + " +\\w.*"), "exit code " + code);
    assertTrue(lucida("derive", "--help").out().contains("lucida derive \"tanh(x)\" --order 3"));
    assertTrue(lucida("kernels", "--help").out().contains("--threads"));
    assertEquals(lucida("--help").out(), lucida().out());
    assertEquals(lucida("--help").out(), lucida("--help", "explain").out(), "all commands, whatever comes behind");
  }
}
