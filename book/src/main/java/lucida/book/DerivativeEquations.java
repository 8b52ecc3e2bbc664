package lucida.book;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Program;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Shape;
import lucida.core.Tensor;

/** DS: the derivatives of the class score. */
final class DerivativeEquations {
  private DerivativeEquations() {}

  static Section section() {
    return new Section("Derivatives of the class score", "the heart of Grad-CAM++", List.of(
        new Equation.Definition("DS 1", "Y is the score", new Notation("Y = S^c:  D_1 = g,  D_2 = h,  D_3 = t"), Domain.ANY,
            s -> numbers(s, Score.LOGIT)),
        new Equation.Definition("DS 2", "Y is the exponential of the score",
            new Notation(
                "Y = exp(S^c):  ℓ_1 = g,  ℓ_2 = h,  ℓ_3 = t\nfrac{D_2}{Y} = ℓ_1^2 + ℓ_2,  frac{D_3}{Y} = ℓ_1^3 + 3 ℓ_1 ℓ_2 + ℓ_3"),
            Domain.ANY,
            s -> numbers(s, Score.EXP)),
        new Equation.Definition("DS 3", "Y is a probability",
            new Notation("ℓ_1 = −E[δ],  ℓ_2 = −(E[η] + Var[δ])\nℓ_3 = −(E[θ] + 3 Cov[δ, η] + E[(δ − E[δ])^3])\n"
                + "δ = g^m − g^c,  η = h^m − h^c,  θ = t^m − t^c,  m ∼ p"),
            Domain.PROBABILITIES, DerivativeEquations::moments),
        new Equation.Definition("DS 4", "Taylor coefficients", new Notation("Y(A + τ e_{kij}) = Σ_n c_n τ^n,  D_n = n! c_n"),
            Domain.ANY, DerivativeEquations::coefficients),
        new Equation.Identity("DS 5", "Three routes to D1, D2, D3",
            new Notation("D_n \"(DS 1–3)\" = D_n \"(DS 4)\" = D_n \"(nested reverse sweeps)\""), Domain.ANY,
            s -> "moments of the scores' derivatives; jets of Y; three nested reverse sweeps; where affordable, the derivatives that the methods use; "
                + "for Y = S, exp(S) and p, at " + s.sampled(),
            DerivativeEquations::threeRoutes,
            Counterexample.of(SmallNetwork.TANH, "a small head with tanh, with sums of the Hessian's rows in place of its diagonal",
                DerivativeEquations::rowSums)),
        new Equation.Identity("DS 6", "One hidden layer",
            new Notation("h_i = Σ_q V_q σ″(z_q) U_{qi}^2,  t_i = Σ_q V_q σ‴(z_q) U_{qi}^3"), Domain.HIDDEN_LAYER,
            "the closed form in plain loops; jets", DerivativeEquations::hiddenLayer, Counterexample.on(SmallNetwork.TWO_TANH)),
        new Equation.Identity("DS 7", "Adjoint jets",
            new Notation("D_2 = Σ_v a_v q_2(v),  D_3 = Σ_v a_v q_3(v),  a_v = frac{∂Y}{∂v}"), Domain.ANY,
            s -> "adjoint jets; jets of Y; for Y = S, exp(S) and p, at " + s.sampled(), DerivativeEquations::adjointJets,
            Counterexample.of(SmallNetwork.TANH, "a small head with tanh, with sums of the Hessian's rows in place of its diagonal",
                DerivativeEquations::rowSums))));
  }

  /** [DS 1, DS 2] at the chosen element. */
  private static NumberTable numbers(EvaluationPoint s, Score score) {
    ScoreDerivatives D = SampledDerivatives.jets(s.probe(), score, s.chosen());
    String over = score == Score.LOGIT ? "" : "/Y";
    return NumberTable.of(s.where()).with("S^c", s.probe().value(Score.LOGIT)).with("D1" + over, D.first().item())
        .with("D2" + over, D.second().item()).with("D3" + over, D.third().item());
  }

  /** [DS 3] at the element of the largest |∂S/∂A|, the first of the sample. */
  private static NumberTable moments(EvaluationPoint s) {
    SampledScoreDerivatives scores = s.scoresAtSample();
    SampledScoreDerivatives.Moments m = scores.moments(0);
    double[] l = scores.logarithmic(Score.PROBABILITY, 0);
    return NumberTable.of(s.at(s.sample()[0])).with("p^c", scores.p()[scores.c()]).with("E[δ]", m.meanDelta())
        .with("E[η]", m.meanEta())
        .with("E[θ]", m.meanTheta()).with("Var[δ]", m.variance()).with("Cov[δ, η]", m.covariance())
        .with("E[(δ − E[δ])³]", m.third())
        .with("ℓ1", l[0]).with("ℓ2", l[1]).with("ℓ3", l[2]);
  }

  /** [DS 4] c_n of Y/Y(A) at the chosen element. */
  private static NumberTable coefficients(EvaluationPoint s) {
    NumberTable table = NumberTable.of(s.where(), "c1", "c2", "c3", "D1", "D2", "D3");
    for (Score score : s.scores()) {
      ScoreDerivatives D = SampledDerivatives.jets(s.probe(), score, s.chosen());
      double d1 = D.first().item(), d2 = D.second().item(), d3 = D.third().item();
      table = table.with(score == Score.LOGIT ? name(score) : name(score) + ", divided by Y", d1, d2 / 2, d3 / 6, d1, d2, d3);
    }
    return table;
  }

  private static String name(Score score) {
    return switch (score) {
      case LOGIT -> "Y = S";
      case EXP -> "Y = exp(S)";
      case PROBABILITY -> "Y = p";
    };
  }

  /** [DS 5] */
  private static double threeRoutes(EvaluationPoint s) {
    int[] elements = s.sample();
    double worst = 0;
    for (Score score : s.scores()) {
      ScoreDerivatives moments = s.scoresAtSample().derivatives(score);
      ScoreDerivatives jets = SampledDerivatives.jets(s.probe(), score, elements);
      ScoreDerivatives nested = SampledDerivatives.nestedReverse(s.probe(), score, elements);
      worst = RelativeError.worst(worst, RelativeError.of(moments, jets), RelativeError.of(jets, nested));
      if (s.isWithinReach(score))
        worst = RelativeError.worst(worst, RelativeError.of(SampledDerivatives.at(s.everywhere(score), elements), nested));
    }
    return worst;
  }

  /** [DS 7] */
  private static double adjointJets(EvaluationPoint s) {
    return RelativeError.worst(s.scores().stream().mapToDouble(score -> RelativeError.of(
        SampledDerivatives.adjointJets(s.probe(), score, s.sample()), SampledDerivatives.jets(s.probe(), score, s.sample())))
        .toArray());
  }

  private static double rowSums(EvaluationPoint s) {
    int[] elements = s.sample();
    return RelativeError.of(SampledDerivatives.rowSums(s.probe(), Score.EXP, elements),
        SampledDerivatives.nestedReverse(s.probe(), Score.EXP, elements));
  }

  /** [DS 6] U is the Jacobian of z with respect to A: the layer's weights, if it is the only layer. */
  private static double hiddenLayer(EvaluationPoint s) {
    Probe probe = s.probe();
    int n = s.A().size();
    Expr z = probe.cut().forward().value("hidden");
    Expr A = probe.cut().activations();
    List<Tensor> values = probe.executor().run(Program.of(List.of(z, Differential.jacobian(z, A)), A), probe.givenActivations());
    Tensor V = Objects.requireNonNull(probe.subject().model().weights().tensors().get("fc.weight"))
        .select(0, s.explainedClass());
    Tensor U = values.getLast().reshape(Shape.of(V.size(), n));
    double[] h = new double[n];
    double[] t = new double[n];
    for (int q = 0; q < V.size(); q++) {
      double tanh = Math.tanh(values.getFirst().cell(q));
      double sech2 = Math.pow(Math.cosh(values.getFirst().cell(q)), -2);
      for (int i = 0; i < n; i++) {
        h[i] += V.cell(q) * (-2 * tanh * sech2) * Math.pow(U.at(q, i), 2);
        t[i] += V.cell(q) * sech2 * (4 * tanh * tanh - 2 * sech2) * Math.pow(U.at(q, i), 3);
      }
    }
    ScoreDerivatives D = SampledDerivatives.jets(probe, Score.LOGIT, IntStream.range(0, n).toArray());
    return Math.max(RelativeError.of(Tensor.vector(h), D.second()), RelativeError.of(Tensor.vector(t), D.third()));
  }
}
