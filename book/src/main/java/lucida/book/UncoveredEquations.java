package lucida.book;

import java.util.List;

/** LRP: equations listed but not evaluated yet. */
final class UncoveredEquations {
  private UncoveredEquations() {}

  /** An equation without a note. */
  static Equation later(String tag, String title, String statement) {
    return later(tag, title, statement, "");
  }

  static Equation later(String tag, String title, String statement, String note) {
    return new Equation.Uncovered(tag, title, new Notation(statement), note);
  }

  static Section relevance() {
    return new Section("Relevance by backward rules", "Bach et al. 2015; Montavon et al. 2019; Achtibat et al. 2024", List.of(
        later("LRP 1", "ε", "R_j = a_j Σ_k frac{w_{jk} R_k}{z_k + ε sign z_k}"),
        later("LRP 2", "γ", "w + γ w^+  \"in place of\" w"), later("LRP 3", "z⁺", "w^+  \"in place of\" w"),
        later("LRP 4", "αβ", "\"positive and negative parts of\" z  \"apart, times α and −β\""),
        later("LRP 5", "Flat and w²", "1  \"or\" w^2  \"in place of\" a w"),
        later("LRP 6", "zᴮ", "\"for pixels between two bounds\""),
        later("LRP 7", "Conservation", "Σ_j R_j = Σ_k R_k,  ε → 0", "BP 2 and BP 3 are backward rules as these are."),
        later("LRP 8", "Attention", "\"softmax by its Taylor rule, products in halves, layer norm as the identity\"")));
  }
}
