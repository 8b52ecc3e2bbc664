package lucida.cam.equations;

import java.util.List;

/** GG and ME: equations whose methods come later. */
final class LaterEquations {
  private LaterEquations() {}

  static Section attention() {
    return new Section("GGAM", "Xu et al. 2021, arXiv 2101.09666: attention guided by Grad-CAM, trained", List.of(
        new Equation.Uncovered("GG 1", "Channel attention", new Notation("s = softmax(FC_2(ReLU(FC_1(GAP(A)))))"),
            "Nothing of it yet."),
        new Equation.Uncovered("GG 2", "Spatial attention", new Notation("T = frac{Σ_q b_q}{Σ_q Σ_{ij} b_{q,ij}}"),
            "Nothing of it yet."),
        new Equation.Uncovered("GG 3", "What is classified", new Notation("d_q = a_q ⊙ T"), "Nothing of it yet."),
        new Equation.Uncovered("GG 4", "Importance by gradients",
            new Notation("β^m_q = frac{1}{Z} Σ_{ij} frac{∂y^m}{∂A_{q,ij}},  β̃ = sigmoid(β)"), "β is GC 1."),
        new Equation.Uncovered("GG 5", "The loss",
            new Notation("L_{\"GGAM\"} = frac{1}{2} (KL(s‖β̃) + KL(β̃‖s)),  L = L_{\"CE\"} + λ L_{\"GGAM\"}"),
            "Its derivative goes through β, itself a gradient: nested reverse sweeps are shown by DS 5.")));
  }

  static Section measures() {
    return new Section("How good is a map", "measures over many pictures", List.of(
        new Equation.Uncovered("ME 1", "Average Drop %", new Notation("frac{100}{N} Σ frac{max(0, Y_i − O_i)}{Y_i}"),
            "Scores of masked pictures are those of SC 2."),
        new Equation.Uncovered("ME 2", "Increase in Confidence %", new Notation("frac{100}{N} Σ 1[Y_i < O_i]"),
            "Scores of masked pictures are those of SC 2."),
        new Equation.Uncovered("ME 3", "Win %", new Notation("\"share of pictures with the smaller drop\""), "Nothing of it yet."),
        new Equation.Uncovered("ME 4", "Deletion and insertion",
            new Notation("\"area under the score as salient pixels go or come\""),
            "Nothing of it yet."),
        new Equation.Uncovered("ME 5", "Pointing game, energy", new Notation("frac{Σ_{\"box\"} L}{Σ L}"), "Nothing of it yet."),
        new Equation.Uncovered("ME 6", "Localisation error", new Notation("\"GC 6 against boxes and masks\""),
            "The box of one picture is GC 6."),
        new Equation.Uncovered("ME 7", "Sanity checks", new Notation("\"maps of re-initialised layers and permuted labels\""),
            "SSIM and rank correlation of two maps are there: lucida compare."),
        new Equation.Uncovered("ME 8", "Max-sensitivity and infidelity", new Notation("\"Yeh et al. 2019\""), "Nothing of it yet."),
        new Equation.Uncovered("ME 9", "Localisation of the Grad-CAM++ paper", new Notation("Loc_δ"), "Nothing of it yet."),
        new Equation.Uncovered("ME 10", "ROAD, complexity, coherency", new Notation("\"each from its own paper\""),
            "Nothing of it yet.")));
  }
}
