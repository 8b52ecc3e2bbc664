package lucida.cam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Tensor;
import lucida.core.kernel.FiniteWatch;
import lucida.layers.Cut;

/** A run to the layer or from it to the scores that is watched; where something is not finite, a second one sums every layer on the way. */
record WatchedRun(CompiledModel model, Cut cut, boolean behind, List<Expr> given, Executor.Compiled program) {
  /** From the picture to A. */
  static WatchedRun toLayer(CompiledModel model, Cut cut) {
    return of(model, cut, false, cut.activations(), List.of());
  }

  /** From A to the scores; what bypasses the layer is computed from the picture. */
  static WatchedRun toScores(CompiledModel model, Cut cut) {
    return of(model, cut, true, cut.scores(), List.of(cut.activations()));
  }

  private static WatchedRun of(CompiledModel model, Cut cut, boolean behind, Expr wanted, List<Expr> given) {
    return new WatchedRun(model, cut, behind, given, compiled(model, cut, List.of(wanted), given));
  }

  private static Executor.Compiled compiled(CompiledModel model, Cut cut, List<Expr> wanted, List<Expr> given) {
    return model.compiled(Program.of(wanted, given.toArray(Expr[]::new)), cut.forward());
  }

  /**
   * What is wanted.
   *
   * @param suspects gets the layers whose sum is not finite
   */
  Tensor of(Map<Expr, Tensor> values, Set<String> suspects) {
    FiniteWatch watch = new FiniteWatch();
    Tensor wanted = program.run(values, Optional.of(watch)).getFirst();
    if (!watch.isFinite()) suspects.addAll(suspects(values));
    return wanted;
  }

  private List<String> suspects(Map<Expr, Tensor> values) {
    List<String> layers = FiniteRun.layers(cut, behind);
    List<Expr> sums = new ArrayList<>();
    layers.forEach(layer -> sums.add(cut.forward().value(layer).sum()));
    List<Tensor> found = compiled(model, cut, sums, given).run(values);
    List<String> suspects = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) if (!found.get(i).isFinite()) suspects.add(layers.get(i));
    return suspects;
  }
}
