package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"α^k_{ij} = frac{g^2}{2 g^2 + g^3} | α^k_ij = g² / (2 g² + g³)",
      "F^k = frac{1}{Z} Σ_{ij} A^k_{ij} | F^k = (1 / Z) Σ_ij A^k_ij", "frac{1}{2} (a + b) | (1 / 2) (a + b)",
      "frac{a}{b c} | a / (b c)",
      "Σ_k frac{a}{b} · g | Σ_k (a / b) · g", "frac{Σ_q b_q}{n} | (Σ_q b_q) / n", "frac{max(0, y)}{n} | max(0, y) / n",
      "ℓ_1^2 + D̄_1 | ℓ₁² + D̄₁", "R_{l+1} > 0 | R_{l+1} > 0"})
  void textReadsAsItIsTyped(String source, String text) { assertEquals(text, new Notation(source).text()); }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"a_{b | column 5: a } is missing", "a} | column 2: there is a } too many",
      "(a | column 3: a ) is missing", "a] | column 2: there is a ] too many", "f(a] | column 4: a ) is missing",
      "'\"prose' | column 1: a quotation is not closed", "x_ | column 3: something is missing at the end",
      "{x | column 3: a } is missing", "frac{1} | column 8: a { is missing"})
  void whatCannotBeRead(String source, String problem) {
    assertEquals("formula '" + source + "', " + problem,
        assertThrows(IllegalArgumentException.class, () -> new Notation(source)).getMessage());
  }

  @Test
  void linesAreJoinedBySemicolons() { assertEquals("a = b;  c = d", new Notation("a = b\nc = d").text()); }
}
