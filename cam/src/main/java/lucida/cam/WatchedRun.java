package lucida.cam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;
import lucida.layers.Cut;

/**
 * A run to the layer or from it to the scores, on which every layer on the way is watched by its sum, made while the layer's output is there.
 *
 * @param layers those that are watched
 */
record WatchedRun(List<String> layers, Executor.Compiled program) {
  /** From the picture to A. */
  static WatchedRun toLayer(CompiledModel model, Cut cut) {
    return of(model, cut, false, cut.activations());
  }

  /** From A to the scores; what bypasses the layer is computed from the picture. */
  static WatchedRun toScores(CompiledModel model, Cut cut) {
    return of(model, cut, true, cut.scores(), cut.activations());
  }

  private static WatchedRun of(CompiledModel model, Cut cut, boolean behind, Expr wanted, Expr... given) {
    List<String> layers = FiniteRun.layers(cut, behind);
    List<Expr> all = new ArrayList<>();
    layers.forEach(layer -> all.add(sum(cut.forward().value(layer))));
    all.add(wanted);
    return new WatchedRun(layers, model.compiled(Program.of(all, given), cut.forward()));
  }

  /** Of pictures, [N, C, H, W], first that of each channel, for which a plan reads them channels last, as they lie. */
  private static Expr sum(Expr value) {
    return value.shape().rank() == 4 ? value.sum(0, 2, 3).sum() : value.sum();
  }

  /**
   * What is wanted.
   *
   * @param suspects gets the layers whose sum is not finite
   */
  Tensor of(Map<Expr, Tensor> given, Set<String> suspects) {
    List<Tensor> values = program.run(given);
    for (int i = 0; i < layers.size(); i++) if (!values.get(i).isFinite()) suspects.add(layers.get(i));
    return values.getLast();
  }
}
