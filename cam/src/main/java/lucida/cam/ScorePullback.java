package lucida.cam;

import java.util.List;
import java.util.Map;
import java.util.HashMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;
import lucida.layers.Cut;

/**
 * The sweep from all scores of a picture down to a layer, S̄ ↦ (∂S/∂A)ᵀ S̄: one program for every class and every function of the scores.
 *
 * @param sBar S̄, the weights over the scores, [1, classes]: one-hot for a class
 */
record ScorePullback(Input sBar, Executor.Compiled sweep) {
  static ScorePullback of(CompiledModel model, Cut cut) {
    Input sBar = Input.of("S̄", cut.scores().shape());
    Program program = Program.of(List.of(Reverse.pullback(cut.scores(), sBar, cut.activations())), cut.activations());
    return new ScorePullback(sBar, model.compiled(program, cut.forward()));
  }

  /** @param given the values of the picture and of A */
  Tensor of(Tensor weights, Map<Expr, Tensor> given) {
    Map<Expr, Tensor> varying = new HashMap<>(given);
    varying.put(sBar, weights);
    return sweep.run(varying).getFirst();
  }
}
