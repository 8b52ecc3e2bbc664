package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lucida derive} at points that have no value, and at kinks. */
class DeriveCommandTest {
  private static Result derive(String formula, String... more) {
    String[] arguments = Stream.concat(Stream.of("derive", formula), Stream.of(more)).toArray(String[]::new);
    return Result.of(arguments);
  }

  /** By hand: what has no value, or one beyond the largest number, in y or only in a derivative, also where something later would hide it. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"log(x) | -1 | 1 | y | log is taken of -1; the logarithm needs a number above 0",
      "log(x) | 0 | 1 | y | log is taken of 0; the logarithm needs a number above 0",
      "1/x | 0 | 1 | y | 1/x is taken of 0; there is no 1/0",
      "sqrt(x) | -2 | 1 | y | sqrt is taken of -2; a square root is of 0 or a number above it",
      "exp(x) | 1000 | 1 | y | exp is taken of 1000; the result is beyond the largest number, 1.8e308",
      "x^2 | 1e200 | 1 | y | a product is taken of 1E+200 and 1E+200; the result is beyond",
      "relu(log(x)) | -1 | 1 | y | log is taken of -1;", "1/exp(x) | 1000 | 1 | y | exp is taken of 1000;",
      "sqrt(x) | 0 | 1 | ∂y/∂x | 1/x is taken of 0; there is no 1/0", "sqrt(x) | 0 | 3 | d³y/dx³ | 1/x is taken of 0;",
      "log(x) | 1e-200 | 2 | d²y/dx² | a product is taken of 1E+200 and 1E+200;",
      "sum(sqrt(x)) | '4,1,0' | 2 | ∂²y/∂xᵢ² | 1/x is taken of 0;", "sum(log(x)) | '4,1,-3' | 1 | y | log is taken of -3;"})
  void whereThereIsNoValueItSaysWhy(String formula, String x, String order, String what, String problem) {
    Result result = derive(formula, "--at", "x=" + x, "--order", order);
    assertEquals(2, result.code(), result.out());
    assertTrue(result.err().startsWith("lucida: " + what + " has no finite value here: " + problem), result.err());
    assertEquals("", result.out());
  }

  /** The side below the kink: relu′ = 0, abs′ = −1. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "relu(x) | 0 | relu is evaluated at its kink, 0: derivatives are those from the left, relu′(0) = 0",
      "abs(2 - x) | 2 | abs is evaluated at its kink, 0: derivatives are those from the left, abs′(0) = -1",
      "sum(relu(x)) | '1,0,-1' | relu is evaluated at its kink, 0"})
  void aKinkIsNamed(String formula, String x, String line) {
    Result result = derive(formula, "--at", "x=" + x);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().lines().anyMatch(l -> l.startsWith(line)), result.out());
  }

  /** As they would be written on paper. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x^3 | 1 | 3 x²", "x^3 | 3 | 6", "x^3 | 4 | 0", "x^4/24 | 1 | x³/6", "x/3 | 1 | 1/3",
      "1/x | 1 | −1/x²",
      "x^-2 | 1 | −2/x³", "sqrt(x) | 1 | 1/(2 √x)", "sqrt(x^2 + 1) | 1 | x/√(x² + 1)", "x/(x + 1) | 1 | 1/(x + 1)²",
      "(2*x + 3)^3 | 1 | 6 (2 x + 3)²", "(1 - x)^2 | 1 | 2 x − 2", "x*exp(x) | 2 | exp(x) (x + 2)", "sin(x) | 1 | cos(x)",
      "sin(x)*cos(x) | 1 | cos(x)² − sin(x)²", "cos(2*x) | 2 | −4 cos(2 x)", "relu(x)^2 | 1 | 2 [x > 0] relu(x)",
      "max(x, 1) | 1 | [x − 1 > 0]", "max(x - 1, x) | 1 | 1", "min(x, 1)*x | 1 | 2 [1 − x > 0] x + [1 − x ≤ 0]",
      "tanh(x) | 3 | 2 sech(x)² (2 tanh(x)² − sech(x)²)", "log(x) | 2 | −1/x²", "x - x | 1 | 0"})
  void formulasAreSimple(String formula, String order, String derivative) {
    Result result = derive(formula, "--order", order);
    String line = result.out().lines().skip(1).findFirst().orElseThrow();
    assertEquals(derivative, line.substring(line.indexOf('=') + 2), result.out() + result.err());
  }

  /** What is nearly nothing is not nothing. */
  @Test
  void termsThatNearlyCancelStay() {
    assertTrue(derive("1.00000000000001*x - x").out().startsWith("y = 9.992007221626409e−15 x"));
  }

  @Test
  void latex() {
    assertEquals("y = \\exp\\left(\\frac{x_{1}}{2}\\right)\n\\frac{\\mathrm{d}^{2} y}{\\mathrm{d}x_{1}^{2}} = "
        + "\\frac{\\exp\\left(\\frac{x_{1}}{2}\\right)}{4}", derive("exp(x1/2)", "--order", "2", "--latex").out().strip());
  }

  @Test
  void kernelsAreForValues() {
    Result result = derive("x", "--threads", "2");
    assertEquals(2, result.code());
    assertEquals("lucida: --threads has no effect where nothing is computed: add --at NAME=VALUES or leave it out",
        result.err().strip());
  }

  @Test
  void aValueHasOneName() {
    assertEquals("lucida: --at x is given twice", derive("x", "--at", "x=1", "--at", "x=2").err().strip());
    assertEquals("lucida: --at: '=1' is no NAME=VALUES, as in x=0.5 or x=1,2,3", derive("x", "--at", "=1").err().strip());
    assertEquals(2, derive("x", "--at", "x").code());
  }

  /** Beside a kink there is none, and one in another name is none of the derivative's. */
  @Test
  void whereThereIsNoKinkNoneIsNamed() {
    assertFalse(derive("relu(x)", "--at", "x=1e-300").out().contains("kink"));
    assertFalse(derive("relu(w) * x", "--by", "x", "--at", "w=0", "--at", "x=1").out().contains("kink"));
  }
}
