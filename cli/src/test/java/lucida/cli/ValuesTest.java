package lucida.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void areReadAsTyped() {
    assertEquals(Shape.SCALAR, Values.read("x", "0.5").shape());
    assertEquals(Shape.of(3), Values.read("x", "1, -2,3e1").shape());
    assertEquals("[1, -2, 30]", Values.text(Values.read("x", "1, -2,3e1")));
  }

  @Test
  void whatIsNoNumberIsNamed() {
    for (String text : new String[]{"", "1,", "a", "1;2", "NaN", "-Infinity", "1e999"})
      assertEquals("--at x: '" + text.replace("1,", "") + "' is not a number; wanted is x=0.5 or x=1,2,3",
          assertThrows(IllegalArgumentException.class, () -> Values.read("x", text)).getMessage());
  }

  @Test
  void areWrittenWithNineDigitsAndBrackets() {
    assertEquals("0.333333333", Values.text(Tensor.of(Shape.SCALAR, 1.0 / 3)));
    assertEquals("[0, -0.0001, 1E-9, 1.5E+300]", Values.text(Tensor.of(Shape.of(4), -0.0, -1e-4, 1e-9, 1.5e300)));
    assertEquals("[nan, inf, -inf]", Values.text(Tensor.of(Shape.of(3), Double.NaN, 1 / 0.0, -1 / 0.0)));
    assertEquals("[[1, 2], [3, 4], [5, 6]]", Values.text(Tensor.of(Shape.of(3, 2), 1.0, 2, 3, 4, 5, 6)));
  }
}
