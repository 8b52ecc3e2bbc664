package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.book.Book;
import lucida.book.Equation;
import lucida.book.Notation;
import lucida.book.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathMlTest {
  private static String html(String source) { return MathMl.of(new Notation(source)); }

  private static int count(String what, String text) { return text.split(what, -1).length - 1; }

  @Test
  void linesAndWideSpacesSeparateFormulas() {
    assertEquals(2, count("<div><span>", html("a = b\nc = d")));
    assertEquals(3, count("<span>", html("a = b,  c = d\ne")));
  }

  /** Before a sign between two things, not inside of brackets or fractions, and not before a sign that belongs to what follows. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"a = b + c | 2", "a = −b | 1", "f(a + b) | 0", "frac{a + b}{c} | 0", "a ⇒ b = c | 2",
      "R_{l+1} | 0",
      "a | 0"})
  void linesMayBreakBeforeSigns(String source, int breaks) { assertEquals(breaks, count("<wbr/>", html(source))); }

  /** A sign at the beginning of a piece keeps the space of a sign between two things. */
  @Test
  void piecesBeginWithAnInfix() {
    assertTrue(html("a − b").contains("<math displaystyle=\"true\"><mrow><mo form=\"infix\">−</mo><mi>b</mi>"));
  }

  /** A long sentence is text of the page: it breaks between words, as a formula would not. */
  @Test
  void proseIsText() {
    assertEquals("<div class=\"formula\"><div><span> maps of the rest </span></div></div>", html("\"maps of the rest\""));
    assertTrue(html("\"those above\" x").contains("<span> those above <wbr/><math"));
    assertTrue(html("x_{\"box\"}").contains("<mtext>box</mtext>"));
  }

  /** Every formula of the book is well-formed. */
  @Test
  void everyFormulaIsWellFormed() {
    for (Section section : Book.sections())
      for (Equation equation : section.equations()) Markup.assertWellFormed(MathMl.of(equation.statement()));
  }

  /** The check itself can fail. */
  @ParameterizedTest
  @CsvSource({"<a><b></a></b>", "<a>", "</a>", "<a>1 < 2</a>", "<a>x & y</a>"})
  void whatIsNotWellFormedIsSeen(String markup) {
    assertThrows(AssertionError.class, () -> Markup.assertWellFormed(markup));
  }

  /** By hand, after the element list of MathML Core. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x | <mi>x</mi>", "12.5 | <mn>12.5</mn>", "x_1 | <msub><mi>x</mi><mn>1</mn></msub>",
      "x^2 | <msup><mi>x</mi><mn>2</mn></msup>",
      "A^k_{ij} | <msubsup><mi>A</mi><mrow><mi>i</mi><mi>j</mi></mrow><mi>k</mi></msubsup>",
      "frac{1}{Z} | <mfrac><mn>1</mn><mi>Z</mi></mfrac>", "a<b | <mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>",
      "∂Y | <mrow><mo>∂</mo><mi>Y</mi></mrow>",
      "Σ_k w | <mrow><munder><mo>∑</mo><mi>k</mi></munder><mspace width=\"0.17em\"/><mi>w</mi></mrow>"})
  void formulas(String source, String mathml) { assertEquals(one(mathml), html(source)); }

  private static String one(String mathml) {
    return "<div class=\"formula\"><div><span><math displaystyle=\"true\">" + mathml + "</math></span></div></div>";
  }

  /** The names of functions are upright; letters are not, and primes change nothing about it. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"relu | <mi mathvariant=\"normal\">relu</mi>", "σ″ | <mi>σ″</mi>"})
  void wordsAreUpright(String source, String mathml) { assertEquals(one(mathml), html(source)); }

  /** Without a mathematical font the bar of an operator vanishes: it is the border of its element, and D̄ never reads as D. */
  @Test
  void barsAreBorders() {
    assertEquals(one("<msub><mover accent=\"true\" class=\"bar\"><mi>D</mi><mo stretchy=\"false\">‾</mo></mover><mn>2</mn></msub>"),
        html("D̄_2"));
    assertTrue(MathMl.style().contains("math .bar { border-top: "), MathMl.style());
    assertEquals(one("<mover accent=\"true\"><mi>β</mi><mo stretchy=\"false\">˜</mo></mover>"), html("β̃"));
  }

  /** With a mathematical font brackets would grow to the height of the sum beside them: they grow around fractions, with what is inside. */
  @Test
  void bracketsGrowAroundFractionsOnly() {
    String open = "<mo stretchy=\"false\">(</mo>", close = "<mo stretchy=\"false\">)</mo>";
    assertEquals(one("<mrow><mi>f</mi><mrow>" + open + "<mi>x</mi>" + close + "</mrow></mrow>"), html("f(x)"));
    assertTrue(html("f(Σ_k x)").contains(open), "a sum");
    assertTrue(html("f(x_{frac{a}{b}})").contains(open), "a fraction in a script");
    assertEquals(one("<mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo></mrow>"), html("(frac{a}{b})"));
    assertTrue(html("‖x‖").contains("<mo stretchy=\"false\">‖</mo>"));
  }

  /** No bracket, bar or accent of the whole book is left to stretch by what a font says, but brackets around fractions. */
  @Test
  void nothingInTheBookStretchesButBracketsAroundFractions() {
    for (Section section : Book.sections())
      for (Equation equation : section.equations()) {
        String rest = MathMl.of(equation.statement()).replaceAll("<mo stretchy=\"false\">[^<]*</mo>", "");
        assertEquals(rest.contains("<mo>("), rest.matches("(?s).*<mo>\\(</mo>.*<mfrac>.*<mo>\\)</mo>.*"), equation.tag());
        assertFalse(rest.matches("(?s).*<mo>[‾¯ˆ^˜~|‖]</mo>.*"), equation.tag());
      }
  }
}
