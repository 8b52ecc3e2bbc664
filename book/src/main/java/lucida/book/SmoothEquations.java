package lucida.book;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lucida.cam.Noise;
import lucida.cam.Score;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.cam.derivatives.SmoothGradCamPlusPlus.Form;
import lucida.cam.derivatives.SmoothGradCamPlusPlus;
import lucida.core.Tensor;

/** SPP: Smooth Grad-CAM++. */
final class SmoothEquations {
  private static final double SIGMA = 0.15;
  private static final double[] SHRINKING = {1e-2, 1e-3, 1e-4, 1e-5};
  private static final int MOST_COPIES = 8;

  private SmoothEquations() {}

  static Section section() {
    Notation printed = new Notation("α^k_{ij} = frac{D̄_1}{2 D̄_2 + (Σ_{ab} A^k_{ab}) D̄_3},  D̄_q = frac{1}{n} Σ_r D_q(x_r)");
    Notation consistent = new Notation("α^k_{ij} = frac{D̄_2}{2 D̄_2 + (Σ_{ab} A^k_{ab}) D̄_3}");
    return new Section("Smooth Grad-CAM++", "Omeiza et al. 2019, arXiv 1908.01224", List.of(
        new Equation.Definition("SPP 1", "α as printed", printed, Domain.ALPHA_EVERYWHERE,
            s -> alpha(s, AveragedDerivatives::printed)),
        new Equation.Definition("SPP 2", "α consistent with Grad-CAM++", consistent, Domain.ALPHA_EVERYWHERE,
            s -> alpha(s, AveragedDerivatives::consistent)),
        new Equation.Definition("SPP 3", "Weights", new Notation("w_k = Σ_{ij} α^k_{ij} ReLU(D̄_1)"), Domain.ALPHA_EVERYWHERE,
            SmoothEquations::weights),
        new Equation.Identity("SPP 4", "Without noise it is Grad-CAM++",
            new Notation("σ = 0 ⇒ L_{\"SPP 2\"} = L_{\"Grad-CAM++\"}"), Domain.ALPHA_EVERYWHERE,
            "the method with two copies without noise; the method Grad-CAM++", s -> withoutNoise(s, Form.CONSISTENT),
            Counterexample.of(SmallNetwork.MAX_POOL, "SPP 1, as printed, on a small head of max pooling, dense, ReLU, dense",
                s -> withoutNoise(s, Form.PRINTED))),
        new Equation.Limit("SPP 4", "As the noise goes to 0", new Notation("σ → 0 ⇒ L_{\"SPP 2\"} → L_{\"Grad-CAM++\"}"),
            Domain.CHANGING,
            "averages over noisy copies, written out; the method Grad-CAM++; maps divided by their largest magnitude", "σ",
            "a tenth of σ leaves at most half of the gap",
            s -> gaps(s, AveragedDerivatives::consistent), "SPP 1, as printed", s -> gaps(s, AveragedDerivatives::printed)),
        new Equation.Measurement("SPP 4", "How far SPP 1 stays from it, however small the noise",
            new Notation("\"maps against that of Grad-CAM++\""), Domain.ALPHA_EVERYWHERE, SmoothEquations::moves),
        new Equation.Identity("SPP 5", "Chosen channels, chosen positions",
            new Notation("Σ_k w_k A^k = Σ_{k∈C} w_k A^k + Σ_{k∉C} w_k A^k,  \"and as much for positions in\" w_k"),
            Domain.ALPHA_EVERYWHERE,
            "the maps of every other channel and of the rest, of every other position and of the rest; the map of all",
            SmoothEquations::parts,
            Counterexample.of(SmallNetwork.MAX_POOL,
                "weights whose ReLU is taken after the sum over positions, on a small head of max pooling, dense, ReLU, dense",
                SmoothEquations::outerRelu))));
  }

  /** As many copies as the network's size allows. */
  private static int copies(EvaluationPoint s) {
    return IntStream.iterate(MOST_COPIES, n -> n - 1).filter(n -> n == 1 || s.affordsWhole(3L * n)).findFirst().orElseThrow();
  }

  private static NumberTable alpha(EvaluationPoint s, Function<AveragedDerivatives, Tensor> form) {
    AveragedDerivatives means = AveragedDerivatives.of(s, new Noise(copies(s), SIGMA, 0));
    int e = means.D().first().times(s.A()).abs().argmax();
    return NumberTable.of(s.at(e) + ", %d copies with σ = 0.15 of the range".formatted(copies(s)))
        .with("D̄1", means.D().first().cell(e))
        .with("D̄2", means.D().second().cell(e)).with("D̄3", means.D().third().cell(e)).with("α^k_ij", form.apply(means).cell(e));
  }

  private static SmoothGradCamPlusPlus method(Form form, int copies, double sigma) {
    return new SmoothGradCamPlusPlus(form, Score.EXP, new Noise(copies, sigma, 0), List.of(), List.of());
  }

  private static NumberTable weights(EvaluationPoint s) {
    SmoothGradCamPlusPlus method = method(Form.CONSISTENT, copies(s), SIGMA);
    return GradCamEquations.map(s, "Σ_k w_k A^k_ij", method.explain(s.probe())).with("w_k",
        method.weights(s.probe()).w().cell(s.k()));
  }

  /** [SPP 4] */
  private static double withoutNoise(EvaluationPoint s, Form form) {
    return RelativeError.of(method(form, 2, 0).explain(s.probe()).signed(), new GradCamPlusPlus().explain(s.probe()).signed());
  }

  private static List<Outcome.Step> gaps(EvaluationPoint s, Function<AveragedDerivatives, Tensor> form) {
    return Outcome.Step.halving(SHRINKING, DoubleStream.of(SHRINKING).map(sigma -> {
      AveragedDerivatives means = AveragedDerivatives.of(s, new Noise(Math.max(1, copies(s) / 2), sigma, 0));
      return AveragedDerivatives.gap(s, means.map(form.apply(means)));
    }).toArray());
  }

  private static NumberTable moves(EvaluationPoint s) {
    Tensor exact = new GradCamPlusPlus().explain(s.probe()).map();
    NumberTable table = NumberTable.of("each map divided by its maximum", MapDistance.COLUMNS);
    for (Form form : Form.values())
      for (double sigma : new double[]{SIGMA, 0})
        table = table.with(form + (sigma == 0 ? ", σ = 0" : ", σ = " + sigma),
            MapDistance.between(exact, method(form, sigma == 0 ? 1 : copies(s), sigma).explain(s.probe()).map()));
    return table;
  }

  /** [SPP 5] Even and odd channels, even and odd positions. */
  private static double parts(EvaluationPoint s) {
    Tensor all = chosen(s, List.of(), List.of());
    Tensor channels = chosen(s, every(0, s.K()), List.of()).plus(chosen(s, every(1, s.K()), List.of()));
    Tensor positions = chosen(s, List.of(), every(0, s.Z())).plus(chosen(s, List.of(), every(1, s.Z())));
    return RelativeError.worst(RelativeError.of(channels, all), RelativeError.of(positions, all));
  }

  /** w_k = ReLU(Σ_ij α D̄1) of even and of odd positions, against that of all. */
  private static double outerRelu(EvaluationPoint s) {
    AveragedDerivatives means = AveragedDerivatives.of(s, new Noise(1, 0, 0));
    Tensor terms = means.consistent().times(means.D().first());
    Tensor even = Tensor.filled(terms.shape(), terms.precision(), e -> e % s.Z() % 2 == 0 ? terms.cell(e) : 0);
    return RelativeError.of(even.sum(1, 2).relu().plus(terms.minus(even).sum(1, 2).relu()), terms.sum(1, 2).relu());
  }

  private static List<Integer> every(int first, int n) {
    return IntStream.iterate(first, i -> i < n, i -> i + 2).boxed().toList();
  }

  private static Tensor chosen(EvaluationPoint s, List<Integer> channels, List<Integer> positions) {
    return new SmoothGradCamPlusPlus(Form.CONSISTENT, Score.EXP, new Noise(1, SIGMA, 0), channels, positions).explain(s.probe())
        .signed();
  }
}
