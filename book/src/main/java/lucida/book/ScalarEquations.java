package lucida.book;

import java.util.List;
import lucida.autodiff.function.Softmax;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.GradCam;
import lucida.cam.tokens.AttentionMatrices;
import lucida.cam.tokens.AttentionRollout;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.score.NearestContrast;

/** AS: Grad-CAM of numbers that are no class's score. */
final class ScalarEquations {
  /** Classes that are mixed, or compared, at most. */
  private static final int CLASSES = 3;
  private static final double GAMMA = 0.6;

  private ScalarEquations() {}

  static Section section() {
    return new Section("Any differentiable scalar", "each from its own paper", List.of(
        new Equation.Identity("AS 1", "Words, answers, actions",
            new Notation(
                "α_k = frac{1}{Z} Σ_{ij} frac{∂y}{∂A^k_{ij}} = Σ_m frac{∂y}{∂S^m} α^m_k,  y  \"any function of the scores\""),
            Domain.ANY, "a sweep from y = log Σ e^S of the first three classes; a sweep from each of them, mixed by their softmax",
            s -> RelativeError.of(weights(s.probe().asking(TOGETHER)), mixed(s, softmax(s))),
            Counterexample.of(SmallNetwork.TANH, "the three mixed in equal parts, on a small " + SmallNetwork.TANH.description(),
                s -> RelativeError.of(weights(s.probe().asking(TOGETHER)), mixed(s, softmax(s).map(_ -> 1.0 / CLASSES))))),
        new Equation.Identity("AS 2", "Tokens as positions: attention rollout",
            new Notation("R = Π_l norm(frac{1}{2} (attention_l + I))"),
            Domain.ATTENTION,
            "the method, whose row of R goes through the layers from the last to the first; matrices multiplied from the first to the last, in plain loops",
            s -> rollout(s, true), Counterexample.of(SmallNetwork.ATTENTION,
                "without I, on a small " + SmallNetwork.ATTENTION.description(), s -> rollout(s, false))),
        new Equation.Identity("AS 3", "Segments, boxes, embeddings, neighbours",
            new Notation("y^c = S^c − γ \"mean\" S^m ⇒ α_k = α^c_k − γ \"mean\" α^m_k"), Domain.ANY,
            "a sweep from a layer that makes y of the scores; a sweep from the class, and from each of the three nearest to it",
            s -> contrast(s, GAMMA),
            Counterexample.of(SmallNetwork.TANH, "the class without its neighbours, on a small " + SmallNetwork.TANH.description(),
                s -> contrast(s, 0)))));
  }

  /** One target for all, so that its sweep is written once. */
  private static final Target TOGETHER = Target.ofScores("log Σ e^S of the first classes",
      S -> Softmax.logSumExp(S.slice(1, 0, Math.min(CLASSES, S.shape().extent(1))), 1));

  private static Tensor weights(Probe probe) {
    return new GradCam(Score.LOGIT).weights(probe).w();
  }

  /** The softmax of the first classes alone. */
  private static Tensor softmax(EvaluationPoint s) {
    Tensor S = s.probe().logits().slice(0, 0, Math.min(CLASSES, s.probe().logits().size()));
    Tensor e = S.map(v -> Math.exp(v - S.max()));
    return e.scale(1 / e.sum());
  }

  /** Σ_m part_m α^m over the first classes. */
  private static Tensor mixed(EvaluationPoint s, Tensor part) {
    Tensor sum = Tensor.zeros(Shape.of(s.K()), Precision.FLOAT64);
    for (int m = 0; m < part.size(); m++)
      sum = sum.plus(weights(s.probe().asking(Target.ofClass(m))).scale(part.cell(m)));
    return sum;
  }

  /** [AS 2] */
  private static double rollout(EvaluationPoint s, boolean withShortcuts) {
    Tensor map = new AttentionRollout().explain(s.probe()).map();
    AttentionMatrices attention = AttentionMatrices.of(s.probe());
    List<Tensor> layers = attention.layers();
    int T = layers.getFirst().shape().extent(1);
    Tensor R = Tensor.eye(T, Precision.FLOAT64);
    for (Tensor A : layers) {
      Tensor B = A.mean(0).plus(withShortcuts ? Tensor.eye(T, Precision.FLOAT64) : Tensor.zeros(Shape.of(T, T), Precision.FLOAT64));
      Tensor rows = B.sum(1), before = R;
      R = Tensor.filled(R.shape(), Precision.FLOAT64, e -> {
        double sum = 0;
        for (int k = 0; k < T; k++) sum += B.at(e / T, k) / rows.cell(e / T) * before.at(k, e % T);
        return sum;
      });
    }
    Tensor all = R, v = attention.read();
    Tensor row = Tensor.filled(Shape.of(map.size()), Precision.FLOAT64, p -> {
      double sum = 0;
      for (int k = 0; k < T; k++) sum += v.cell(k) * all.at(k, T - map.size() + p);
      return sum;
    });
    return RelativeError.of(map.reshape(row.shape()), row);
  }

  /** [AS 3] */
  private static double contrast(EvaluationPoint s, double gamma) {
    Tensor S = s.probe().logits();
    if (S.size() < 2) return 0;
    int n = Math.min(CLASSES, S.size() - 1), c = s.explainedClass();
    NearestContrast layer = NearestContrast.of(S, n, GAMMA);
    Model plain = s.probe().subject().model();
    Probe contrasted = Subject
        .of(new Model(plain.network().followedBy("contrast", layer), plain.weights()), s.probe().subject().layer(),
            s.probe().executor())
        .probe(s.probe().x(), Target.ofClass(c));
    Tensor alone = weights(s.probe().asking(Target.ofClass(c)));
    for (int m : layer.nearest().get(c)) alone = alone.minus(weights(s.probe().asking(Target.ofClass(m))).scale(gamma / n));
    return RelativeError.of(weights(contrasted), alone);
  }
}
