package lucida.book;

import static lucida.book.AveragedGradients.completeness;
import static lucida.book.AveragedGradients.completenessOfInputXGradient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Program;
import lucida.cam.Baseline;
import lucida.cam.Noise;
import lucida.cam.NotApplicableException;
import lucida.cam.Score;
import lucida.cam.channels.AblationCam;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.EigenCam;
import lucida.cam.channels.EigenGradCam;
import lucida.cam.channels.GradCam;
import lucida.cam.channels.HiResCam;
import lucida.cam.channels.LayerCam;
import lucida.cam.channels.XGradCam;
import lucida.cam.masks.GroupCam;
import lucida.cam.masks.IsCam;
import lucida.cam.masks.Occlusion;
import lucida.cam.masks.Rise;
import lucida.cam.masks.SsCam;
import lucida.cam.pixels.FullGrad;
import lucida.core.Tensor;

/** OT: the other methods. */
final class OtherMethodEquations {
  private OtherMethodEquations() {}

  static Section section() {
    return new Section("Others", "each from its own paper", List.of(
        new Equation.Definition("OT 1", "XGrad-CAM", new Notation("w_k = Σ_{ij} frac{A^k_{ij}}{Σ_{ab} A^k_{ab}} · g^k_{ij}"),
            Domain.ANY,
            s -> weighted(s, new XGradCam())),
        new Equation.Identity("OT 1", "XGrad-CAM conserves the score",
            new Notation("Σ_k w_k Σ_{ij} A^k_{ij} = S^c − Σ_b b · frac{∂S^c}{∂b}"), Domain.PIECEWISE_LINEAR,
            "the method's weights; the score less a sweep to the biases of the head", OtherMethodEquations::conserves,
            Counterexample.on(SmallNetwork.TANH)),
        new Equation.Definition("OT 2", "LayerCAM", new Notation("L = ReLU(Σ_k ReLU(g^k) ⊙ A^k)"), Domain.ANY,
            s -> GradCamEquations.map(s, "Σ_k ReLU(g^k_ij) A^k_ij", new LayerCam().explain(s.probe()))),
        new Equation.Definition("OT 3", "HiResCAM", new Notation("L = ReLU(Σ_k g^k ⊙ A^k)"), Domain.ANY,
            s -> GradCamEquations.map(s, "Σ_k g^k_ij A^k_ij", new HiResCam().explain(s.probe()))),
        new Equation.Identity("OT 3", "HiResCAM is Grad-CAM on the head of CAM",
            new Notation("Σ_k g^k ⊙ A^k = frac{1}{Z} Σ_k w^c_k A^k"), Domain.GAP_LINEAR,
            "the method; w^c_k = S(1 in channel k) − S(0), forward runs of the head only",
            s -> RelativeError.of(new HiResCam().explain(s.probe()).signed(),
                CamEquations.sum(CamEquations.channelGains(s), s.A()).scale(1.0 / s.Z())),
            Counterexample.on(SmallNetwork.MAX_POOL)),
        new Equation.Definition("OT 4", "EigenCAM", new Notation("L = A v,  A ≈ s u v^T,  A \"as a matrix\" Z × K"), Domain.ANY,
            OtherMethodEquations::eigen),
        new Equation.Definition("OT 5", "EigenGrad-CAM", new Notation("L = (g ⊙ A) v,  g ⊙ A ≈ s u v^T"), Domain.ANY,
            s -> GradCamEquations.map(s, "((g ⊙ A) v)_ij", new EigenGradCam().explain(s.probe()))),
        new Equation.Definition("OT 6", "Ablation-CAM", new Notation("w_k = frac{S^c − S^c(A^k ≔ 0)}{S^c}"), Domain.ANY,
            OtherMethodEquations::ablation),
        new Equation.Definition("OT 7", "SS-CAM", new Notation("C(A^k) = frac{1}{n} Σ_r f^c(x ∘ (H^k + N_r))"),
            Domain.RUN_EACH_CHANNEL,
            s -> weighted(s, new SsCam(Score.LOGIT, Baseline.ZERO, new Noise(2, 0.5, 0), SsCam.Place.MASK))),
        new Equation.Definition("OT 8", "IS-CAM", new Notation("C(A^k) = frac{1}{N} Σ_{r=1}^N f^c(x ∘ frac{r}{N} H^k)"),
            Domain.RUN_EACH_CHANNEL, s -> weighted(s, new IsCam(Score.LOGIT, Baseline.ZERO, 2))),
        new Equation.Definition("OT 9", "Group-CAM",
            new Notation("L = ReLU(Σ_G (f^c(x ∘ H^G + x_b ∘ (1 − H^G)) − f^c(x_b)) H^G)"), Domain.MANY_GRADIENTS,
            s -> shown(new GroupCam(s.f(), Baseline.BLUR).explain(s.probe()).map())),
        new Equation.Identity("OT 10", "ShapleyCAM is Grad-CAM on a piecewise linear head",
            new Notation("w_k = frac{1}{Z} Σ_{ij} (g − frac{1}{2} H · A)^k_{ij} = frac{1}{Z} Σ_{ij} g^k_{ij},  Y = S^c"),
            Domain.PIECEWISE_LINEAR, "the Hessian-vector product by two reverse sweeps; the method Grad-CAM",
            OtherMethodEquations::shapley, Counterexample.on(SmallNetwork.TANH)),
        new Equation.Limit("OT 11", "Integrated Gradients are complete", new Notation("Σ IG → f(x) − f(x′)  \"as the steps grow\""),
            Domain.MANY_GRADIENTS, "the sum of the map of m midpoints; two forward runs; relative to the rise", "steps",
            "V/(2m), V the variation of the slope dS/dt along the path, of " + AveragedGradients.CELLS
                + " differences of forward runs (Koksma's inequality for midpoints); within it the gap may rise, as kinks fall between the steps",
            s -> completeness(s), "input × gradient", s -> completenessOfInputXGradient(s)),
        new Equation.Identity("OT 12", "FullGrad is complete",
            new Notation("S^c = ⟨frac{∂S^c}{∂x}, x⟩ + Σ_b b · frac{∂S^c}{∂b}"), Domain.PIECEWISE_LINEAR_NETWORK,
            "the score; sweeps to the picture and to all that layers add; the terms of the method",
            OtherMethodEquations::fullGrad, Counterexample.on(SmallNetwork.TANH)),
        new Equation.Definition("OT 13", "RISE", new Notation("L = frac{E[f(x ⊙ m) · m]}{E[m]}"), Domain.MANY_GRADIENTS,
            s -> shown(new Rise(s.f(), Baseline.ZERO, 50, 0).explain(s.probe()).map())),
        new Equation.Definition("OT 14", "Occlusion", new Notation("L_{ij} = f(x) − f(x \"with a patch at\" i, j)"),
            Domain.MANY_GRADIENTS,
            s -> shown(new Occlusion(s.f(), Baseline.ZERO).explain(s.probe()).map())),
        new Equation.Identity("OT 15", "VarGrad, SquareGrad",
            new Notation("frac{1}{n} Σ_r M(x_r)^2 = frac{1}{n} Σ_r (M(x_r) − M̂)^2 + M̂^2"), Domain.MANY_GRADIENTS,
            "squares of the noisy maps, one by one; the methods SquareGrad and VarGrad plus SmoothGrad²",
            AveragedGradients::squares,
            Counterexample.of(SmallNetwork.MAX_POOL, "VarGrad alone, on a small head of max pooling, dense, ReLU, dense",
                AveragedGradients::varianceAlone))));
  }

  private static NumberTable weighted(EvaluationPoint s, ChannelWeighted method) {
    return GradCamEquations.map(s, "Σ_k w_k A^k_ij", method.explain(s.probe())).with("w_k",
        method.weights(s.probe()).w().cell(s.k()));
  }

  /** The highest cell of a map. */
  private static NumberTable shown(Tensor map) {
    int[] ij = map.shape().index(map.argmax());
    return NumberTable.of("where the map is highest: (%d, %d) of %s".formatted(ij[0], ij[1], map.shape())).with("L_ij", map.max())
        .with("min L",
            map.min())
        .with("mean L", map.mean());
  }

  /** [OT 1] */
  private static double conserves(EvaluationPoint s) {
    double left = new XGradCam().weights(s.probe()).w().dot(s.A().sum(1, 2));
    double S = s.probe().value(Score.LOGIT);
    double right = S - BiasTerms.ofHead(s);
    return Math.abs(left - right) / Math.max(Math.abs(S), Math.max(Math.abs(left), Math.abs(right)));
  }

  /** [OT 4] with the fraction of ‖A‖² that the first singular vector explains. */
  private static NumberTable eigen(EvaluationPoint s) {
    Tensor signed = new EigenCam().explain(s.probe()).signed();
    return GradCamEquations.map(s, "(A v)_ij", new EigenCam().explain(s.probe())).with("s = ‖A v‖", signed.norm()).with("s² / ‖A‖²",
        Math.pow(signed.norm() / s.A().norm(), 2));
  }

  /** [OT 6] with one channel set to zero. */
  private static NumberTable ablation(EvaluationPoint s) {
    double S = s.probe().value(Score.LOGIT);
    int Z = s.Z();
    double without = s.probe().scoresOfActivations(Score.LOGIT, 1,
        _ -> Tensor.filled(s.A().shape(), s.A().precision(), e -> e / Z == s.k() ? 0 : s.A().cell(e)))[0];
    NumberTable table = NumberTable.of("channel " + s.k()).with("S", S).with("S(A^k ≔ 0)", without).with("w_k", (S - without) / S);
    return s.affords(s.K()) ? table.with("w_k of the method", new AblationCam().weights(s.probe()).w().cell(s.k())) : table;
  }

  /** [OT 10] H·A as the gradient of ⟨∂S/∂A, v⟩ at v = A. */
  private static double shapley(EvaluationPoint s) {
    Expr A = s.probe().cut().activations();
    Input v = Input.of("v", A.shape());
    Expr HA = Differential.gradient(Differential.along(s.probe().differentiated(Score.LOGIT), A, v), A);
    Map<Expr, Tensor> given = new HashMap<>(s.probe().givenActivations());
    given.put(v, s.A().reshape(A.shape()));
    Tensor product = s.probe().executor().run(Program.of(List.of(HA), A), given).getFirst()
        .reshape(s.A().shape());
    Tensor w = s.probe().gradient(Score.LOGIT).minus(product.scale(0.5)).mean(1, 2);
    return RelativeError.of(w, new GradCam().weights(s.probe()).w());
  }

  /** [OT 12] relative to the largest of the terms. */
  private static double fullGrad(EvaluationPoint s) {
    double S = s.probe().value(Score.LOGIT);
    double picture = BiasTerms.ofPicture(s), biases = BiasTerms.ofNetwork(s);
    double size = Math.max(Math.abs(S), Math.max(Math.abs(picture), Math.abs(biases)));
    double written = Math.abs(picture + biases - S) / size;
    try {
      return RelativeError.worst(written, Math.abs(new FullGrad().terms(s.probe()).total() - S) / size);
    } catch (NotApplicableException _) {
      return written;
    }
  }
}
