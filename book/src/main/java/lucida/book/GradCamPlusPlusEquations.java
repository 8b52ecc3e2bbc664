package lucida.book;

import java.util.List;
import lucida.cam.Flag;
import lucida.cam.Score;
import lucida.cam.channels.GradCam;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.cam.derivatives.GradCamPlusPlusShortcut.Form;
import lucida.cam.derivatives.GradCamPlusPlusShortcut;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Tensor;

/** PP: Grad-CAM++. */
final class GradCamPlusPlusEquations {
  private GradCamPlusPlusEquations() {}

  static Section section() {
    Notation alpha = new Notation("α^k_{ij} = frac{D_2}{2 D_2 + (Σ_{ab} A^k_{ab}) D_3}");
    Notation closed = new Notation("α^k_{ij} = frac{g^2}{2 g^2 + (Σ_{ab} A^k_{ab}) g^3}");
    return new Section("Grad-CAM++", "Chattopadhyay et al. 2017, arXiv 1710.11063", List.of(
        new Equation.Measurement("PP 1", "The premise, not a check", new Notation("Y = Σ_k w_k Σ_{ij} A^k_{ij}"),
            Domain.ALPHA_EVERYWHERE,
            GradCamPlusPlusEquations::premise),
        new Equation.Definition("PP 2", "Weights", new Notation("w_k = Σ_{ij} α^k_{ij} ReLU(frac{∂Y}{∂A^k_{ij}})"),
            Domain.ALPHA_EVERYWHERE,
            s -> NumberTable.of(s.where()).with("α^k_ij", alpha(s).cell(s.chosen()))
                .with("D1/Y", s.everywhere(Score.EXP).first().cell(s.chosen()))
                .with("w_k", new GradCamPlusPlus().weights(s.probe()).w().cell(s.k()))),
        new Equation.Measurement("PP 3", "The ansatz that defines α, and what it drops",
            new Notation("D_2 = 2 α^k_{ij} D_2 + (Σ_{ab} A^k_{ab}) α^k_{ij} D_3"), Domain.ALPHA_EVERYWHERE, Ansatz::dropped),
        new Equation.Definition("PP 4", "α", alpha, Domain.ALPHA_EVERYWHERE, GradCamPlusPlusEquations::exact),
        new Equation.Definition("PP 5", "What common implementations hard-code", closed, Domain.ANY,
            s -> NumberTable.of(s.where()).with("g", s.probe().gradient(Score.LOGIT).cell(s.chosen()))
                .with("Σ_ab A^k_ab", s.A().sum(1, 2).cell(s.k())).with("α^k_ij", closed(s).cell(s.chosen()))),
        new Equation.Definition("PP 6", "The map", new Notation("L = ReLU(Σ_k w_k A^k)"), Domain.ALPHA_EVERYWHERE,
            s -> GradCamEquations.map(s, "Σ_k w_k A^k_ij", new GradCamPlusPlus().explain(s.probe()))),
        new Equation.Identity("PP 7", "On a piecewise linear head the closed form is exact",
            new Notation("frac{D_2}{2 D_2 + (Σ_{ab} A^k_{ab}) D_3} = frac{g^2}{2 g^2 + (Σ_{ab} A^k_{ab}) g^3},  Y = exp(S^c)"),
            Domain.PIECEWISE_LINEAR, s -> "D2 and D3 of exp(S) by jets; g by a reverse sweep; at " + s.sampled(),
            GradCamPlusPlusEquations::closedIsExact, Counterexample.on(SmallNetwork.TANH)),
        new Equation.Identity("PP 8", "With equal α and without ReLU it is Grad-CAM",
            new Notation("α^k_{ij} = frac{1}{Z} ⇒ Σ_k A^k Σ_{ij} α^k_{ij} frac{∂Y}{∂A^k_{ij}} = Σ_k α^c_k A^k,  Y = S^c"),
            Domain.ANY, s -> "jets of Y = S and of Y = exp(S) along %d of %d channels; the weights of the method Grad-CAM"
                .formatted(s.channels(4).length, s.K()),
            s -> equalAlpha(s, Score.LOGIT, Score.EXP),
            Counterexample.of(SmallNetwork.GAP, "Y = p, a probability, on the small head of CAM",
                s -> equalAlpha(s, Score.PROBABILITY))),
        new Equation.Measurement("PP 9", "On a smooth head the closed form is not exact",
            new Notation("\"PP 5 against PP 4, the maps\""), Domain.ANY, GradCamPlusPlusEquations::smoothHeads),
        new Equation.Definition("PP 10", "Distillation through the map",
            new Notation("L = L_{\"CE\"} + α ‖L_{\"student\"} − L_{\"teacher\"}‖^2"), Domain.ANY, Distillation::numbers),
        new Equation.Measurement("PP 11", "Against Grad-CAM with positive gradients, and the named variants",
            new Notation("w_k = frac{1}{Z} Σ_{ij} ReLU(g^k_{ij})"), Domain.ALPHA_EVERYWHERE, GradCamPlusPlusEquations::variants),
        ThreeRegions.equation()));
  }

  /** [PP 1] Y/Y(A) = 1 against what the weights make of it. */
  private static NumberTable premise(EvaluationPoint s) {
    Tensor w = new GradCamPlusPlus().weights(s.probe()).w();
    Tensor sumA = s.A().sum(1, 2);
    return NumberTable.of("divided by Y = exp(S^c)").with("Y", 1).with("Σ_k w_k Σ_ij A^k_ij", w.dot(sumA));
  }

  /** [PP 4] numerator / (2 D2 + ΣA D3), 0 where the denominator is 0; in plain loops. */
  static Tensor alpha(Tensor numerator, ScoreDerivatives D, Tensor A) {
    Tensor sumA = A.sum(1, 2);
    int Z = A.size() / sumA.size();
    return Tensor.filled(A.shape(), A.precision(),
        e -> quotient(numerator.cell(e), 2 * D.second().cell(e) + sumA.cell(e / Z) * D.third().cell(e)));
  }

  private static double quotient(double above, double below) { return below == 0 ? 0 : above / below; }

  /** [PP 4] of exp(S), everywhere. */
  static Tensor alpha(EvaluationPoint s) {
    ScoreDerivatives D = s.everywhere(Score.EXP);
    return alpha(D.second(), D, s.A());
  }

  /** [PP 5] everywhere. */
  private static Tensor closed(EvaluationPoint s) {
    Tensor g = s.probe().gradient(Score.LOGIT);
    Tensor square = g.times(g);
    return alpha(square, new ScoreDerivatives(g, square, square.times(g)), s.A());
  }

  private static NumberTable exact(EvaluationPoint s) {
    ScoreDerivatives D = s.everywhere(Score.EXP);
    NumberTable table = NumberTable.of(s.where()).with("D2/Y", D.second().cell(s.chosen())).with("D3/Y", D.third().cell(s.chosen()))
        .with("Σ_ab A^k_ab", s.A().sum(1, 2).cell(s.k())).with("α^k_ij", alpha(s).cell(s.chosen()));
    for (Flag flag : new GradCamPlusPlus().weights(s.probe()).flags())
      table = table.with(flag.kind() == Flag.Kind.POLES ? "positions beyond a pole" : "positions where α is 0/0",
          flag.count());
    return table.with("positions", s.A().size());
  }

  /** [PP 7] */
  private static double closedIsExact(EvaluationPoint s) {
    int[] elements = s.sample();
    ScoreDerivatives D = SampledDerivatives.jets(s.probe(), Score.EXP, elements);
    Tensor sumA = s.A().sum(1, 2);
    Tensor left = Tensor.filled(D.first().shape(), s.A().precision(), i -> quotient(D.second().cell(i),
        2 * D.second().cell(i) + sumA.cell(elements[i] / s.Z()) * D.third().cell(i)));
    return RelativeError.of(left, SampledDerivatives.at(closed(s), elements));
  }

  /** [PP 8] weights, of channels that may be some only; L is linear in them. */
  private static double equalAlpha(EvaluationPoint s, Score... scores) {
    int[] channels = s.channels(4);
    Tensor gradCam = SampledDerivatives.at(new GradCam().weights(s.probe()).w(), channels);
    double worst = 0;
    for (Score score : scores)
      worst = RelativeError.worst(worst,
          RelativeError.of(SampledDerivatives.channelSums(s.probe(), score, channels).scale(1.0 / s.Z()), gradCam));
    return worst;
  }

  /** [PP 9] on small heads, and on the network itself where its head is smooth. */
  private static NumberTable smoothHeads(EvaluationPoint s) {
    NumberTable table = NumberTable.of("how far the map moves, each divided by its maximum", MapDistance.COLUMNS);
    if (!s.probe().headIsPiecewiseLinear() && s.alphaIsWithinReach()) table = table.with("this network", shortcut(s, Form.CLOSED));
    for (SmallNetwork head : List.of(SmallNetwork.TANH, SmallNetwork.SIGMOID, SmallNetwork.SILU, SmallNetwork.GELU,
        SmallNetwork.SOFTPLUS))
      table = table.with("small " + head.description(), shortcut(EvaluationPoint.small(head), Form.CLOSED));
    return table;
  }

  private static double[] shortcut(EvaluationPoint s, Form form) {
    return MapDistance.between(new GradCamPlusPlus().explain(s.probe()).map(),
        new GradCamPlusPlusShortcut(form).explain(s.probe()).map());
  }

  /** [PP 11] */
  private static NumberTable variants(EvaluationPoint s) {
    Tensor exact = new GradCamPlusPlus().explain(s.probe()).map();
    Tensor positive = CamEquations.sum(s.probe().gradient(Score.LOGIT).relu().mean(1, 2), s.A()).relu();
    NumberTable table = NumberTable
        .of("how far the map of the exact Grad-CAM++ moves, each divided by its maximum", MapDistance.COLUMNS)
        .with("positive gradients", MapDistance.between(exact, positive))
        .with("Grad-CAM", MapDistance.between(exact, new GradCam().explain(s.probe()).map()));
    for (Form form : Form.values()) table = table.with("gradcam++-" + form, shortcut(s, form));
    return table;
  }
}
