package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The legend explains every letter of the evaluated equations, and none that does not occur. */
class LegendTest {
  private static List<Notation> formulas() {
    return Book.sections().stream().flatMap(section -> section.equations().stream())
        .filter(equation -> !(equation instanceof Equation.Uncovered)).map(Equation::statement).toList();
  }

  private static Set<String> explained(boolean index) {
    return Legend.symbols().stream().filter(symbol -> symbol.isIndex() == index).flatMap(symbol -> symbol.explained().stream())
        .collect(Collectors.toSet());
  }

  @Test
  void everyLetterIsExplained() {
    Set<String> letters = explained(false);
    Set<String> indices = explained(true);
    Set<String> missing = new TreeSet<>();
    for (Notation formula : formulas()) {
      Symbol.Letters of = Symbol.Letters.of(formula);
      for (String letter : of.onLine()) // "a patch at i, j"
        if (!letters.contains(letter) && !indices.contains(letter)) missing.add(letter + " in " + formula);
      for (String letter : of.inScripts()) // k ∈ C
        if (!letters.contains(letter) && !indices.contains(letter)) missing.add("index " + letter + " in " + formula);
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everySymbolOccurs() {
    assertEquals(List.of(),
        Legend.symbols().stream().filter(symbol -> formulas().stream().noneMatch(symbol::occursIn)).map(Symbol::notation).toList());
  }

  @Test
  void someEquationsHaveTheirSymbolsOnly() {
    EvaluatedBook book = Book.evaluate(EvaluationPoint.small(SmallNetwork.GAP), List.of("GC 2", "LRP 1"), (_, _, _) -> {});
    assertEquals("[A^k_ij, k, c,  m, α, L, ReLU]", Legend.of(book.entries()).stream().map(Symbol::notation).toList().toString());
  }

  @Test
  void meaningsCanBeRead() {
    assertEquals("the mean of D̄_q", new Symbol(new Notation("x"), "the mean of `D\u0304_{q}`", false).text());
    for (Symbol symbol : Legend.symbols()) assertFalse(symbol.text().contains("`"), symbol.meaning());
  }

  @Test
  void lettersOfScriptsAreNoLettersOfTheLine() {
    Symbol.Letters letters = Symbol.Letters.of(new Notation("σ″(z_q) ⟨frac{a^T}{b}, v⟩"));
    assertEquals(Set.of("σ", "z", "⟨", "a", "b", "v"), letters.onLine());
    assertEquals(Set.of("q", "T"), letters.inScripts());
    assertTrue(new Symbol(new Notation("q"), "", true).occursIn(new Notation("z_q")));
  }
}
