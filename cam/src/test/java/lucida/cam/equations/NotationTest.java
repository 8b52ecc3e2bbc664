package lucida.cam.equations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"α^k_{ij} = frac{g^2}{2 g^2 + g^3} | α^k_ij = g² / (2 g² + g³)",
      "F^k = frac{1}{Z} Σ_{ij} A^k_{ij} | F^k = (1 / Z) Σ_ij A^k_ij", "ℓ_1^2 + D̄_1 | ℓ₁² + D̄₁", "R_{l+1} > 0 | R_{l+1} > 0"})
  void textReadsAsItIsTyped(String source, String text) { assertEquals(text, new Notation(source).text()); }

  @Test
  void linesAreSeparateFormulas() {
    assertEquals("a = b;  c = d", new Notation("a = b\nc = d").text());
    assertEquals(2, new Notation("a = b\nc = d").mathml().split("<math ", -1).length - 1);
  }

  @Test
  void mathmlHasTheStructure() {
    assertEquals("<math display=\"block\"><msubsup><mi>A</mi><mrow><mi>i</mi><mi>j</mi></mrow><mi>k</mi></msubsup></math>",
        new Notation("A^k_{ij}").mathml());
    assertEquals("<math display=\"block\"><mfrac><mn>1</mn><mi>Z</mi></mfrac></math>", new Notation("frac{1}{Z}").mathml());
    assertTrue(new Notation("Σ_{ij} A").mathml().contains("<munder><mo>∑</mo><mrow><mi>i</mi><mi>j</mi></mrow></munder>"));
    assertTrue(new Notation("D̄").mathml().contains("<mover accent=\"true\"><mi>D</mi><mo>¯</mo></mover>"));
    assertTrue(new Notation("1[f > 0]").mathml().contains("<mo>&gt;</mo>"));
  }

  /** Every formula of the book is well-formed. */
  @Test
  void everyFormulaIsWellFormed() {
    for (Section section : Book.sections())
      for (Equation equation : section.equations()) Markup.assertWellFormed(equation.statement().mathml());
  }

  /** The check itself can fail. */
  @ParameterizedTest
  @CsvSource({"<a><b></a></b>", "<a>", "</a>", "<a>1 < 2</a>", "<a>x & y</a>"})
  void whatIsNotWellFormedIsSeen(String markup) {
    assertThrows(AssertionError.class, () -> Markup.assertWellFormed(markup));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"a_{b | column 5: a } is missing", "a} | column 2: there is a } too many",
      "'\"prose' | column 1: a quotation is not closed", "x_ | column 3: something is missing at the end",
      "{x | column 3: a } is missing", "frac{1} | column 8: a { is missing"})
  void whatCannotBeRead(String source, String problem) {
    assertEquals("formula '" + source + "', " + problem,
        assertThrows(IllegalArgumentException.class, () -> new Notation(source)).getMessage());
  }

  /** By hand, after the element list of MathML Core. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x | <mi>x</mi>", "12.5 | <mn>12.5</mn>", "x_1 | <msub><mi>x</mi><mn>1</mn></msub>",
      "x^2 | <msup><mi>x</mi><mn>2</mn></msup>", "relu(x) | <mrow><mi>relu</mi><mo>(</mo><mi>x</mi><mo>)</mo></mrow>",
      "a<b | <mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>", "∂Y | <mrow><mo>∂</mo><mi>Y</mi></mrow>",
      "'\"a < b\"' | <mtext>a &lt; b</mtext>",
      "D̄_2 | <msub><mover accent=\"true\"><mi>D</mi><mo>¯</mo></mover><mn>2</mn></msub>",
      "Σ_k w | <mrow><munder><mo>∑</mo><mi>k</mi></munder><mspace width=\"0.17em\"/><mi>w</mi></mrow>"})
  void formulas(String source, String mathml) {
    assertEquals("<math display=\"block\">" + mathml + "</math>", new Notation(source).mathml());
  }
}
