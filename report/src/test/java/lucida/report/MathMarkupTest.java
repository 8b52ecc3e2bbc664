package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By hand, after the element list of MathML Core. */
class MathMarkupTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x | <mi>x</mi>", "12.5 | <mn>12.5</mn>",
      "relu(x) | <mi mathvariant=\"normal\">relu</mi><mo>(</mo><mi>x</mi><mo>)</mo>", "a < b | <mi>a</mi><mo>&lt;</mo><mi>b</mi>",
      "A^k_{ij} | <msubsup><mi>A</mi><mrow><mi>i</mi><mi>j</mi></mrow><mi>k</mi></msubsup>",
      "x_1 | <msub><mi>x</mi><mn>1</mn></msub>",
      "x^2 | <msup><mi>x</mi><mn>2</mn></msup>",
      "\\frac{1}{Z} | <mfrac><mrow><mn>1</mn></mrow><mrow><mi>Z</mi></mrow></mfrac>", "∂Y | <mi>∂</mi><mi>Y</mi>",
      "\\sqrt{x} | <msqrt><mrow><mi>x</mi></mrow></msqrt>", "\\text{a < b} | <mtext>a\u00A0&lt;\u00A0b</mtext>",
      "\\bar{D}_2 | <msub><mover accent=\"true\"><mrow><mi>D</mi></mrow><mo stretchy=\"false\">¯</mo></mover><mn>2</mn></msub>",
      "Σ_k w | <munder><mo largeop=\"true\" movablelimits=\"false\">∑</mo><mi>k</mi></munder><mi>w</mi>"})
  void formulas(String formula, String markup) {
    assertEquals("<math><mrow>" + markup + "</mrow></math>", MathMarkup.inline(formula));
    assertEquals("<math display=\"block\"><mrow>" + markup + "</mrow></math>", MathMarkup.display(formula));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x_ | column 3: something is missing at the end", "{x | column 3: a } is missing",
      "x} | column 2: there is a } too many", "\\frac{1} | column 9: a { is missing", "\\root{x} | column 6: there is no \\root",
      "\\text{x | column 6: \\text wants words in braces"})
  void whatCannotBeRead(String formula, String problem) {
    assertEquals("formula '" + formula + "', " + problem,
        assertThrows(IllegalArgumentException.class, () -> MathMarkup.inline(formula)).getMessage());
  }

  @Test
  void nothing() {
    assertEquals("<math><mrow></mrow></math>", MathMarkup.inline(""));
  }
}
