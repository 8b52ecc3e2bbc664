package lucida.book;

import java.util.List;

/** GG, EL, LRP and AS: equations listed but not evaluated yet. */
final class UncoveredEquations {
  private UncoveredEquations() {}

  /** An equation without a note. */
  static Equation later(String tag, String title, String statement) {
    return later(tag, title, statement, "");
  }

  static Equation later(String tag, String title, String statement, String note) {
    return new Equation.Uncovered(tag, title, new Notation(statement), note);
  }

  static Section attention() {
    return new Section("GGAM", "Xu et al. 2021, arXiv 2101.09666: attention guided by Grad-CAM, trained", List.of(
        later("GG 1", "Channel attention", "s = softmax(FC_2(ReLU(FC_1(GAP(A)))))"),
        later("GG 2", "Spatial attention", "T = frac{Σ_q b_q}{Σ_q Σ_{ij} b_{q,ij}}"),
        later("GG 3", "Classified features", "d_q = a_q ⊙ T"),
        later("GG 4", "Importance by gradients", "β^m_q = frac{1}{Z} Σ_{ij} frac{∂y^m}{∂A_{q,ij}},  β̃ = sigmoid(β)",
            "β is GC 1."),
        later("GG 5", "The loss", "L_{\"GGAM\"} = frac{1}{2} (KL(s‖β̃) + KL(β̃‖s)),  L = L_{\"CE\"} + λ L_{\"GGAM\"}",
            "Its derivative goes through β, itself a gradient: nested reverse sweeps are shown by DS 5.")));
  }

  static Section training() {
    return new Section("Training through a map", "each from its own paper", List.of(
        later("EL 1", "Right for the right reasons", "Σ ((1 − M) ⊙ frac{∂}{∂x} Σ_m log p^m)^2",
            "Ross et al. 2017, arXiv 1703.03717."),
        later("EL 2", "Energy", "1 − frac{Σ M ⊙ L^+}{Σ L^+}", "Rao et al. 2023, arXiv 2303.11932."),
        later("EL 3", "L1", "mean |M − L̂|", "Rao et al. 2023, arXiv 2303.11932."),
        later("EL 4", "Cross-entropy of each pixel", "−frac{Σ M ⊙ log L̂}{Σ M}", "Rao et al. 2023, arXiv 2303.11932."),
        later("EL 5", "Distillation of a map", "\"the loss of PP 10\"", "Its value is PP 10."),
        later("EL 6", "GAIN", "p^c(x − T(L) ⊙ x),  T = sigmoid(ω (L̂ − σ))", "Li et al. 2018, arXiv 1802.10171."),
        later("EL 7", "GGAM", "\"the loss of GG 5\"")));
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

  static Section scalars() {
    return new Section("Any differentiable scalar", "each from its own paper", List.of(
        later("AS 1", "Words, answers, actions", "α_k = frac{1}{Z} Σ_{ij} frac{∂S}{∂A^k_{ij}},  S  \"any score\"",
            "The library takes any function of the scores as its target."),
        later("AS 2", "Tokens as positions", "Π_l norm(frac{1}{2} (attention_l + I))"),
        later("AS 3", "Segments, boxes, embeddings", "S^c − γ \"mean\" S^m")));
  }
}
