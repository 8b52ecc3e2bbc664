package lucida.book;

import java.util.HashMap;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Diagonal;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * [PP 3] What the ansatz for α drops. R = Σ_k (Σ_ab α^k_ab ∂Y/∂A^k_ab)(Σ_ab A^k_ab), α held constant, is what PP 2 without its ReLU makes
 * of Y in PP 1. Its second derivative by A^k_ij has the two terms that are kept, 2 α D2 + (Σ_ab A^k_ab) α D3, which are D2 by the choice of
 * α; and those in which other elements of the channel, or other channels, are differentiated too.
 */
final class Ansatz {
  private Ansatz() {}

  /** The kept terms and all terms at the chosen element, and the norm of the dropped ones over the sample. */
  static NumberTable dropped(EvaluationPoint s) {
    int[] elements = s.sample();
    Tensor all = secondDerivative(s, elements);
    Tensor kept = SampledDerivatives.at(s.everywhere(Score.EXP).second(), elements);
    return NumberTable.of(s.at(elements[0]) + ", divided by Y").with("kept: D2", kept.cell(0))
        .with("with what is dropped", all.cell(0))
        .with("‖dropped‖ / ‖kept‖ over %d elements".formatted(elements.length), all.minus(kept).norm() / kept.norm());
  }

  /** ∂²R/∂(A^k_ij)² in full, divided by Y, at some elements. */
  private static Tensor secondDerivative(EvaluationPoint s, int... elements) {
    Probe probe = s.probe();
    Expr A = probe.cut().activations();
    Input alpha = Input.of("α", A.shape());
    Expr w = Reverse.gradient(SampledDerivatives.scaled(probe, Score.EXP), A).times(alpha).sum(2, 3);
    Expr R = w.times(A.sum(2, 3)).sum();
    Map<Expr, Tensor> given = new HashMap<>(probe.givenActivations());
    given.put(alpha, GradCamPlusPlusEquations.alpha(s).reshape(A.shape()));
    Diagonal diagonal = new Diagonal(R, A, 2, Math.min(probe.subject().batch(), elements.length));
    return diagonal.at(probe.executor(), given, elements, _ -> {}).getLast().reshape(Shape.of(elements.length));
  }
}
