package lucida.book;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.cam.Baseline;
import lucida.cam.Score;
import lucida.cam.masks.ScoreCam;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/** SC: Score-CAM. */
final class ScoreCamEquations {
  private ScoreCamEquations() {}

  static Section section() {
    return new Section("Score-CAM", "Wang et al. 2019, arXiv 1910.01279", List.of(
        new Equation.Definition("SC 1", "Masks", new Notation("H^k = s(Up(A^k)),  s(a) = frac{a − min a}{max a − min a}"),
            Domain.ANY,
            ScoreCamEquations::mask),
        new Equation.Definition("SC 2", "Increase of confidence", new Notation("C(A^k) = f^c(x ∘ H^k) − f^c(x_b)"), Domain.ANY,
            s -> NumberTable.of("channel %d, f the logit, x_b = 0".formatted(s.k()))
                .with("f(x ∘ H^k)", scores(s, 1, _ -> masked(s, s.k()))[0])
                .with("f(x_b)", nothing(s)).with("C(A^k)", scores(s, 1, _ -> masked(s, s.k()))[0] - nothing(s))),
        new Equation.Definition("SC 3", "Weights and map", new Notation("w = softmax_k(C(A^k)),  L = ReLU(Σ_k w_k A^k)"),
            Domain.RUN_EACH_CHANNEL,
            s -> GradCamEquations.map(s, "Σ_k w_k A^k_ij", new ScoreCam().explain(s.probe())).with("w_k",
                new ScoreCam().weights(s.probe()).w().cell(s.k()))),
        new Equation.Identity("SC 3", "A constant baseline cancels",
            new Notation("softmax_k(f^c(x ∘ H^k) − f^c(x_b)) = softmax_k(f^c(x ∘ H^k))"), Domain.RUN_EACH_CHANNEL,
            "SC 1 to SC 3 written out with f(x_b); the method, which leaves it out", s -> cancels(s, Baseline.ZERO),
            Counterexample.of(SmallNetwork.GAP,
                "the mean of the picture as baseline, which shows through the masks, on the small head of CAM",
                s -> cancels(s, Baseline.MEAN)))));
  }

  /** [SC 1] at the picture's size; a constant channel has none and is 0 here. */
  private static Tensor mask(EvaluationPoint s, int k) {
    int H = s.probe().x().shape().extent(2), W = s.probe().x().shape().extent(3);
    Tensor up = new Resize(W, H, Filter.BILINEAR).of(s.A().select(0, k));
    double least = up.min(), range = up.max() - least;
    return up.map(a -> range == 0 ? 0 : (a - least) / range);
  }

  /** x ∘ H^k. */
  static Tensor masked(EvaluationPoint s, int k) {
    Tensor x = s.probe().x().select(0, 0);
    Tensor H = mask(s, k);
    return Tensor.filled(x.shape(), x.precision(), e -> x.cell(e) * H.cell(e % H.size()));
  }

  private static NumberTable mask(EvaluationPoint s) {
    Tensor H = mask(s, s.k());
    int highest = H.argmax();
    int[] ij = H.shape().index(highest);
    return NumberTable.of("channel %d, where its mask is highest: pixel (%d, %d)".formatted(s.k(), ij[0], ij[1]))
        .with("H^k", H.cell(highest))
        .with("mean of H^k", H.mean()).with("x ∘ H^k, colour 0", masked(s, s.k()).cell(highest));
  }

  private static double[] scores(EvaluationPoint s, int n, IntFunction<Tensor> pictures) {
    return s.probe().scores(Score.LOGIT, n, pictures);
  }

  private static double nothing(EvaluationPoint s) { return scores(s, 1, _ -> s.probe().x().select(0, 0).scale(0))[0]; }

  /** [SC 3] of the channels that have a mask. */
  private static double cancels(EvaluationPoint s, Baseline methods) {
    int[] channels = IntStream.range(0, s.K()).filter(k -> s.A().select(0, k).max() > s.A().select(0, k).min()).toArray();
    double nothing = nothing(s);
    double[] f = scores(s, channels.length, i -> masked(s, channels[i]));
    double largest = IntStream.range(0, f.length).mapToDouble(i -> f[i]).max().orElse(0) - nothing;
    double[] e = IntStream.range(0, f.length).mapToDouble(i -> Math.exp(f[i] - nothing - largest)).toArray();
    double sum = IntStream.range(0, e.length).mapToDouble(i -> e[i]).sum();
    Tensor w = new ScoreCam(Score.LOGIT, methods).weights(s.probe()).w();
    return RelativeError.of(Tensor.vector(e).scale(1 / sum), SampledDerivatives.at(w, channels));
  }
}
