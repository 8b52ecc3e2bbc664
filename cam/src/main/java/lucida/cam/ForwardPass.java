package lucida.cam;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.FiniteWatch;

/** What a network computes of one picture, whatever is asked about it: each part when it is first asked for, then kept. */
final class ForwardPass {
  private final Subject subject;
  private final Formulas formulas;
  private final Tensor x;
  private final Set<String> suspects = new HashSet<>();
  private Optional<Tensor> activations = Optional.empty();
  private Optional<Tensor> logits = Optional.empty();
  private Optional<List<Flag>> nonFinite = Optional.empty();

  /** Of a picture [1, C, H, W]. */
  ForwardPass(Subject subject, Tensor x) {
    this.subject = subject;
    this.formulas = subject.formulas(1);
    this.x = x;
  }

  Subject subject() { return subject; }

  Formulas formulas() { return formulas; }

  Tensor x() { return x; }

  /** A, [1, K, h, w]. */
  Tensor activations() {
    if (activations.isEmpty())
      activations = Optional.of(subject.once(WatchedRun.class, "A", () -> WatchedRun.toLayer(subject.compiled(), formulas.cut()))
          .of(Map.of(formulas.forward().x(), x), suspects));
    return activations.get();
  }

  /** S, the scores of all classes, [classes]. */
  Tensor logits() {
    if (logits.isEmpty())
      logits = Optional.of(subject.once(WatchedRun.class, "S", () -> WatchedRun.toScores(subject.compiled(), formulas.cut()))
          .of(Map.of(formulas.forward().x(), x, formulas.cut().activations(), activations()), suspects));
    return logits.get().reshape(Shape.of(logits.get().size()));
  }

  /** The first result of a program whose last is S, which is kept unless something on the way is infinite or NaN: then {@link #logits} finds where. */
  Tensor alongWithLogits(Executor.Compiled program, Map<Expr, Tensor> values) {
    FiniteWatch watch = new FiniteWatch();
    List<Tensor> results = program.run(values, Optional.of(watch));
    if (watch.isFinite()) logits = Optional.of(results.getLast());
    return results.getFirst();
  }

  /** The output of a layer, [1, …]; not kept. */
  Tensor value(String layer) {
    return subject.executor().value(formulas.forward().value(layer), subject.model().given(formulas.forward(), x));
  }

  /** What of the picture, the weights, the layers' outputs and the scores is NaN or infinite. */
  List<Flag> nonFinite() {
    if (nonFinite.isEmpty()) {
      logits();
      nonFinite = Optional.of(FiniteRun.flags(this, suspects));
    }
    return nonFinite.get();
  }
}
