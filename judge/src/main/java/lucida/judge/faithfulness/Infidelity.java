package lucida.judge.faithfulness;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * Infidelity — Yeh, Hsieh, Suggala, Inouye, Ravikumar, NeurIPS 2019, arXiv 1901.09392.
 *
 * <pre>
 *   E_I ( β · Iᵀ Φ − (S^c(x) − S^c(x − I)) )²        [ME 8]
 * </pre>
 *
 * Φ is the map for each channel, β = 1 or the number that makes the value least, as the authors' code has it: a map has no scale of its own where its paper does
 * not say what it sums to. The perturbations I are the same for all methods. Quantus removes the squares of a grid one after the other without putting them back: {@link InfidelityOfSquares}.
 *
 * @param perturbation what I is
 * @param scaling what β is
 * @param samples of I
 */
public record Infidelity(Perturbation perturbation, Scaling scaling, int samples) implements Metric {
  /** What β is. */
  public enum Scaling {
    /** β = 1. */
    NONE,
    /** β = Σ Iᵀ Φ (S^c(x) − S^c(x − I)) / Σ (Iᵀ Φ)², 0 where the map is 0. */
    OPTIMAL
  }

  @Override
  public String name() {
    return "infidelity" + perturbation.suffix() + switch (scaling) {
      case NONE -> "";
      case OPTIMAL -> "-scaled";
    };
  }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Infidelity", "Yeh, Hsieh, Suggala, Inouye, Ravikumar, NeurIPS 2019, arXiv 1901.09392", "[ME 8]",
        "The mean squared difference between what the map says that " + perturbation.words()
            + " costs, and what it costs the score" + (scaling == Scaling.OPTIMAL ? ", times what fits best." : "."),
        Better.LOWER, MetricUnit.NUMBER, "0 or more");
  }

  @Override
  public long forwards() { return samples; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    record Perturbed(Perturbation perturbation, int samples) {}
    Tensor x = judged.x(), Phi = judged.attribution();
    double S = judged.probe().logits().cell(judged.explained());
    return new ScoreRequest(new SharedPictures(new Perturbed(perturbation, samples)), samples,
        r -> x.minus(perturbation.of(judged, r)), answers -> {
          double[] said = numbers(r -> perturbation.of(judged, r).dot(Phi)), found = numbers(r -> S - answers.score(r));
          double beta = beta(said, found);
          double[] errors = numbers(r -> (beta * said[r] - found[r]) * (beta * said[r] - found[r]));
          return Judgement.of(Tensor.vector(errors).mean(), List.of(beta));
        });
  }

  private double[] numbers(IntToDoubleFunction of) {
    return IntStream.range(0, samples).mapToDouble(of).toArray();
  }

  private double beta(double[] said, double... found) {
    double squares = Tensor.vector(said).dot(Tensor.vector(said));
    return switch (scaling) {
      case NONE -> 1;
      case OPTIMAL -> squares == 0 ? 0 : Tensor.vector(said).dot(Tensor.vector(found)) / squares;
    };
  }
}
