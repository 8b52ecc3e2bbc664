package lucida.book;

import java.util.HashMap;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.cam.Probe;
import lucida.cam.pixels.Gradient;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Model;

/**
 * S^c(M ⊙ x): the score of a network that sees a part of a picture only, so that it is known what cannot count for it.
 *
 * @param point the network and the picture
 * @param mask M, 1 on what is seen and 0 elsewhere, [C, H, W]
 */
record MaskedScore(EvaluationPoint point, Tensor mask) {
  /** Of what is seen in the object of a point, or beside it. */
  static MaskedScore of(Judging judging, boolean object) {
    Tensor x = judging.map().x();
    int plane = judging.H() * judging.W();
    return new MaskedScore(judging.point(),
        Tensor.filled(x.shape(), x.precision(), e -> judging.isObject(e % plane) == object ? 1 : 0));
  }

  /** ∂/∂x S^c(M ⊙ x), the mask being a part of the formula, [C, H, W]. */
  Tensor byFormula() {
    Probe probe = point.probe();
    Model model = probe.subject().model();
    Forward forward = model.network().write(1, Mode.INFERENCE);
    Input M = Input.of("M", forward.x().shape());
    Expr S = forward.scoresOf(M.times(forward.x()), Mode.INFERENCE);
    Expr score = S.reshape(S.shape().without(0)).slice(0, point.explainedClass(), point.explainedClass() + 1).sum();
    Map<Expr, Tensor> given = new HashMap<>();
    model.given(forward, probe.x()).forEach((input, tensor) -> given.put(input, tensor.to(Precision.FLOAT64)));
    given.put(M, mask.reshape(M.shape()));
    return probe.executor().value(Reverse.gradient(score, forward.x()), given).reshape(mask.shape());
  }

  /** M ⊙ the gradient of the network as it is at the picture M ⊙ x, [C, H, W]. */
  Tensor byChainRule() {
    Probe probe = point.probe(), there = probe.about(probe.picture().times(mask).reshape(probe.x().shape()));
    return new Gradient().explain(there).signed().times(mask);
  }
}
