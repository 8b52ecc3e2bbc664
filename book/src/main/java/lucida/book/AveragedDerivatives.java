package lucida.book;

import java.util.ArrayList;
import java.util.List;
import lucida.cam.Noise;
import lucida.pictures.Normalisation;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Tensor;

/**
 * D̄_q = (1/n) Σ_r D_q(x_r) of Y = exp(S), divided by the largest Y of all copies, and an independent implementation of Smooth
 * Grad-CAM++ from them.
 *
 * @param A the activations of the clean picture
 */
record AveragedDerivatives(ScoreDerivatives D, Tensor A) {
  /** Averages over the copies x_r of the picture. */
  static AveragedDerivatives of(EvaluationPoint s, Noise noise) {
    List<Probe> copies = new ArrayList<>();
    for (int r = 0; r < noise.samples(); r++) copies.add(s.probe().about(noise.sample(s.probe().x(), r)));
    double largest = copies.stream().mapToDouble(copy -> copy.value(Score.EXP)).max().orElseThrow();
    ScoreDerivatives sum = s.everywhere(Score.EXP).scale(0);
    for (Probe copy : copies)
      sum = sum.plus(ScoreDerivatives.of(copy, Score.EXP).scale(Math.exp(copy.value(Score.EXP) - largest) / copies.size()));
    return new AveragedDerivatives(sum, s.A());
  }

  /** [SPP 1] D̄1 / (2 D̄2 + (Σ_ab A) D̄3) */
  Tensor printed() { return GradCamPlusPlusEquations.alpha(D.first(), D, A); }

  /** [SPP 2] D̄2 / (2 D̄2 + (Σ_ab A) D̄3) */
  Tensor consistent() { return GradCamPlusPlusEquations.alpha(D.second(), D, A); }

  /** [SPP 3, PP 6] Σ_k (Σ_ij α relu(D̄1)) A^k, before its ReLU. */
  Tensor map(Tensor alpha) {
    return CamEquations.sum(alpha.times(D.first().relu()).sum(1, 2), A);
  }

  /** How far a map's shape is from that of Grad-CAM++, each divided by its largest magnitude. */
  static double gap(EvaluationPoint s, Tensor map) {
    Tensor exact = new GradCamPlusPlus().explain(s.probe()).signed();
    return RelativeError.of(Normalisation.MAX.of(map), Normalisation.MAX.of(exact));
  }
}
