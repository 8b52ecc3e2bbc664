package lucida.book;

import java.util.List;
import lucida.cam.Score;
import lucida.cam.channels.Cam;
import lucida.core.Shape;
import lucida.core.Tensor;

/** CAM: the head of global average pooling and one linear layer. */
final class CamEquations {
  private CamEquations() {}

  static Section section() {
    return new Section("CAM", "Zhou et al. 2015, arXiv 1512.04150", List.of(
        new Equation.Definition("CAM 1", "Pooled channels and the score",
            new Notation("F^k = frac{1}{Z} Σ_{ij} A^k_{ij},  S^c = Σ_k w^c_k F^k + b^c"), Domain.GAP_LINEAR, CamEquations::score),
        new Equation.Definition("CAM 2", "The map", new Notation("M^c_{ij} = Σ_k w^c_k A^k_{ij}"), Domain.GAP_LINEAR,
            s -> NumberTable.of(s.where()).with("w_k", new Cam().weights(s.probe()).w().cell(s.k()))
                .with("A^k_ij", s.A().cell(s.chosen()))
                .with("M_ij", new Cam().explain(s.probe()).map().cell(s.ij()))),
        new Equation.Identity("CAM 3", "The mean of the map is the score",
            new Notation("S^c = frac{1}{Z} Σ_{ij} M^c_{ij} + b^c"), Domain.GAP_LINEAR,
            "the network's score; the map of w^c_k = S(1 in channel k) − S(0) and b^c = S(0), forward runs of the head only",
            CamEquations::meanIsScore, Counterexample.on(SmallNetwork.MAX_POOL))));
  }

  private static NumberTable score(EvaluationPoint s) {
    return NumberTable.of(s.where()).with("F^k", s.A().mean(1, 2).cell(s.k()))
        .with("w_k", new Cam().weights(s.probe()).w().cell(s.k()))
        .with("b", scoreOfNothing(s)).with("S", s.probe().value(Score.LOGIT));
  }

  /** b^c: the score when A is 0. */
  private static double scoreOfNothing(EvaluationPoint s) {
    return s.probe().scoresOfActivations(Score.LOGIT, 1, _ -> s.A().scale(0))[0];
  }

  /** w^c_k = S^c(1 at all positions of channel k) − S^c(0), without any derivative; [K]. */
  static Tensor channelGains(EvaluationPoint s) {
    int Z = s.Z();
    double nothing = scoreOfNothing(s);
    double[] S = s.probe().scoresOfActivations(Score.LOGIT, s.K(),
        k -> Tensor.filled(s.A().shape(), s.A().precision(), e -> e / Z == k ? 1 : 0));
    return Tensor.filled(Shape.of(s.K()), s.A().precision(), k -> S[k] - nothing);
  }

  /** Σ_k w_k A^k, in plain loops. */
  static Tensor sum(Tensor w, Tensor A) {
    int Z = A.size() / w.size();
    return Tensor.filled(A.shape().without(0), A.precision(), ij -> {
      double sum = 0;
      for (int k = 0; k < w.size(); k++) sum += w.cell(k) * A.cell(k * Z + ij);
      return sum;
    });
  }

  /** [CAM 3] */
  private static double meanIsScore(EvaluationPoint s) {
    double right = sum(channelGains(s), s.A()).mean() + scoreOfNothing(s);
    return RelativeError.of(s.probe().logits().cell(s.explainedClass()), right);
  }
}
