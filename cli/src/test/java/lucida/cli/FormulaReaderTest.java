package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed is what is computed: against the same expression written in Java. */
class FormulaReaderTest {
  private static final double x = 0.7;
  private static final double y = -1.3;

  private static double value(String text) {
    Map<String, Tensor> given = Map.of("x", Tensor.of(Shape.SCALAR, x), "y", Tensor.of(Shape.SCALAR, y), "v",
        Tensor.of(Shape.of(3), 1.0, 2.0, 4.0));
    Map<String, Shape> shapes = new HashMap<>();
    given.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    FormulaReader.Read read = FormulaReader.read(text, shapes);
    Map<Expr, Tensor> at = new HashMap<>();
    read.names().forEach((name, input) -> at.put(input, given.get(name)));
    return Executor.float64().value(read.formula(), at).item();
  }

  /** Within a few roundings: a division is a product with the reciprocal, and kernels have their own exp. */
  private static void assertValue(double expected, String text) {
    assertEquals(expected, value(text), 8 * Math.ulp(expected), text);
  }

  @Test
  void signsBindAsInMathematics() {
    assertValue(1 + x * y, "1 + x * y");
    assertValue((1 + x) * y, "(1 + x) * y");
    assertValue(1 - x - y, "1 - x - y");
    assertValue(2 / x / y, "2 / x / y");
    assertValue(-(x * x), "-x^2");
    assertValue(x * -y, "x * -y");
    assertValue(x, "--x");
    assertValue(x + 1 / y * 2, "x+1/y*2");
  }

  @Test
  void powersAreProducts() {
    for (int n = 1; n <= 9; n++) assertValue(Math.pow(x, n), "x^" + n);
    assertValue(Math.pow(y, 13), "y^13");
    assertValue(1 / (x * x * x), "x^-3");
  }

  @Test
  void theLargerAndTheSmallerOfTwo() {
    assertValue(x, "max(x, y)");
    assertValue(y, "min(x, y)");
    assertValue(Math.sin(x) * Math.cos(y), "sin(x) * cos(y)");
    assertValue(1 + 2 + 2, "sum(min(v, 2))");
  }

  @Test
  void numbersAreReadInEveryForm() {
    assertValue(x + 0.5, "x + .5");
    assertValue(x + 3, "x + 3.");
    assertValue(x + 250, "x + 2.5e2");
    assertValue(x + 0.025, "x + 2.5E-2");
  }

  @Test
  void functionsAreTheirNames() {
    assertValue(Math.exp(x), "exp(x)");
    assertValue(Math.log(x), "log(x)");
    assertValue(Math.sqrt(x), "sqrt(x)");
    assertValue(Math.tanh(y), "tanh(y)");
    assertValue(1 / Math.cosh(y), "sech(y)");
    assertValue(1 / (1 + Math.exp(-y)), "sigmoid(y)");
    assertValue(Math.log1p(Math.exp(y)), "softplus(y)");
    assertValue(y / (1 + Math.exp(-y)), "silu(y)");
    assertValue(0, "relu(y)");
    assertValue(x, "relu(x)");
    assertValue(-y, "abs(y)");
    assertEquals(0.6778011938374185, value("erf(x)"), 1e-15); // Abramowitz and Stegun, table 7.1
    assertEquals(x / 2 * (1 + value("erf(x / sqrt(2))")), value("gelu(x)"), 1e-15); // its definition
  }

  @Test
  void numbersMeetVectorsInEveryCell() {
    assertValue(7, "sum(v)");
    assertValue(1 + 4 + 16, "sum(v * v)");
    assertValue(7 * x, "sum(x * v)");
    assertValue(7 + 3, "sum(v + 1)");
    assertValue(7 + 3 * x, "sum(v + x)");
    assertValue(1, "sum(v / sum(v))");
  }

  /** Without a value a name is a vector where it is summed, else a number; vectors are as long as those that were given. */
  @Test
  void namesWithoutValues() {
    FormulaReader.Read read = FormulaReader.read("b * sum(a * tanh(c)) + d", Map.of("c", Shape.of(5)));
    Map<String, Shape> shapes = new HashMap<>();
    read.names().values().stream().map(Input.class::cast).forEach(input -> shapes.put(input.name(), input.shape()));
    assertEquals(Map.of("a", Shape.of(5), "b", Shape.SCALAR, "c", Shape.of(5), "d", Shape.SCALAR), shapes);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"'' | column 1: a number, a name or a bracket was expected, not the end",
      "x + | column 4: a number, a name or a bracket was expected, not the end",
      "x + * y | column 5: a number, a name or a bracket was expected, not '*'",
      "(x | column 3: ')' was expected, not the end", "x) | column 2: an operation was expected, not ')'",
      "x y | column 3: an operation was expected, not 'y'",
      "2x | column 2: an operation was expected, not 'x'",
      "tan(x) | column 1: there is no function 'tan'; there are abs, cos, erf, exp",
      "x % y | column 3: '%' is none of",
      "x + 😀 | column 5: '😀' is none of", "x^y | column 3: an exponent is a whole number from 1 to 64, or one below 0, not 'y'",
      "x^65 | column 3: an exponent is a whole number", "x^0.5 | column 3: an exponent is a whole number",
      "x^-y | column 4: an exponent is a whole number", "max(x) | column 6: ',' was expected, not ')'",
      "x^ | column 3: an exponent is a whole number",
      "1e999 | column 1: '1e999' is beyond the largest number", "v + w | column 3: '+' stands between 3 and 2 numbers"})
  void whatCannotBeReadIsToldWithItsPlace(String text, String problem) {
    Map<String, Shape> given = Map.of("v", Shape.of(3), "w", Shape.of(2));
    String message = assertThrows(FormulaException.class, () -> FormulaReader.read(text, given)).getMessage();
    assertTrue(message.startsWith("formula, " + problem), message);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    for (String deep : new String[]{"(".repeat(100_000), "-".repeat(100_000) + "x", "exp(".repeat(100_000)})
      assertTrue(assertThrows(FormulaException.class, () -> FormulaReader.read(deep, Map.of())).getMessage()
          .endsWith("more than 100 brackets and signs within each other"));
    assertValue(x, "(".repeat(99) + "x" + ")".repeat(99));
  }
}
