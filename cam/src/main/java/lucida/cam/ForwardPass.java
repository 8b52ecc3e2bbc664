package lucida.cam;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
      activations = Optional.of(watched("A", () -> WatchedRun.toLayer(subject.compiled(), formulas.cut()),
          Map.of(formulas.forward().x(), x)));
    return activations.get();
  }

  /** S, the scores of all classes, [classes]. */
  Tensor logits() {
    if (logits.isEmpty())
      logits = Optional.of(watched("S", () -> WatchedRun.toScores(subject.compiled(), formulas.cut()),
          Map.of(formulas.forward().x(), x, formulas.cut().activations(), activations())));
    return logits.get().reshape(Shape.of(logits.get().size()));
  }

  private Tensor watched(String what, Supplier<WatchedRun> maker, Map<Expr, Tensor> values) {
    WatchedRun run = subject.once(WatchedRun.class, what, maker);
    return run.of(values, () -> subject.once(Executor.Compiled.class, "sums of layers, " + what, run::sums), suspects);
  }

  boolean hasLogits() { return logits.isPresent(); }

  /**
   * The first result of a program whose second is S, which is kept if nothing on the way is infinite or NaN: else {@link #logits} is to find where.
   */
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
