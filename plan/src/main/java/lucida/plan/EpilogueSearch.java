package lucida.plan;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.run.Program.Step;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.Epilogue.Activation;
import lucida.core.kernel.Epilogue.Gating;

/**
 * Follows a value of pictures through its single readers, as long as they scale, shift, add and finally apply an activation:
 * activation(scale · value + bias + addend). The stage that makes the value does those steps too.
 */
final class EpilogueSearch {
  private final Places places;
  private final Set<Step> taken = new HashSet<>();
  private Expr end;
  private Optional<float[]> scale = Optional.empty();
  private Optional<float[]> bias = Optional.empty();
  private Optional<Expr> addend = Optional.empty();
  private Optional<Activation> activation = Optional.empty();
  private Optional<Expr> selector = Optional.empty();

  EpilogueSearch(Places places, Expr start) {
    this.places = places;
    this.end = start;
  }

  /** Follows the value as far as possible. */
  EpilogueSearch follow(Readers readers) {
    Optional<Step> next = readers.only(end);
    while (next.isPresent() && take(next.get())) next = readers.only(end);
    if (activation.isEmpty()) ActivationFormula.of(end, readers).ifPresent(this::take);
    return this;
  }

  private void take(ActivationFormula.Found found) {
    activation = Optional.of(found.activation());
    taken.addAll(found.steps());
    end = found.end();
  }

  /** Takes a step if it can follow what was found so far, and returns whether it did. */
  boolean take(Step step) {
    boolean fits = activation.isEmpty() && step.target().shape().equals(end.shape()) && switch (step.op()) {
      case Linear(Addition _, _) -> takesSum(other(step));
      case Linear(Scale(double a), _) -> addend.isEmpty() && scaled(constant(a));
      case Bilinear(Product _, _) -> addend.isEmpty() && places.perChannel(other(step)).filter(this::scaled).isPresent();
      case Selection(Gate g, _) -> takesGate(g, step.inputs().getFirst(), step.inputs().getLast());
      default -> false;
    };
    if (fits) {
      taken.add(step);
      end = step.target();
    }
    return fits;
  }

  /** The other input of a binary step. */
  private Expr other(Step step) {
    return step.inputs().getFirst().equals(end) ? step.inputs().getLast() : step.inputs().getFirst();
  }

  private float[] constant(double a) {
    float[] all = new float[ChannelsLast.of(end.shape()).channels()];
    Arrays.fill(all, (float) a);
    return all;
  }

  private boolean scaled(float[] s) {
    scale = Optional.of(scale.map(t -> product(s, t)).orElse(s));
    bias = bias.map(b -> product(s, b));
    return true;
  }

  private boolean takesSum(Expr other) {
    if (other.equals(end)) return false;
    Optional<float[]> shift = places.perChannel(other);
    if (shift.isPresent()) {
      bias = Optional.of(bias.map(b -> sum(shift.get(), b)).orElse(shift.get()));
      return true;
    }
    if (addend.isPresent() || !places.isThere(other) || places.picture(other).isPresent()) return false;
    addend = Optional.of(other);
    return true;
  }

  private boolean takesGate(Gate g, Expr x, Expr v) {
    if (!v.equals(end) || !x.equals(end) && (!places.isThere(x) || places.picture(x).isPresent())) return false;
    activation = Optional.of(new Gating(g.below(), g.above(), Optional.empty()));
    if (!x.equals(end)) selector = Optional.of(x);
    return true;
  }

  private static float[] product(float[] a, float[] b) {
    float[] c = new float[a.length];
    for (int i = 0; i < c.length; i++) c[i] = a[i] * b[i];
    return c;
  }

  private static float[] sum(float[] a, float[] b) {
    float[] c = new float[a.length];
    for (int i = 0; i < c.length; i++) c[i] = a[i] + b[i];
    return c;
  }

  /** The last value reached. */
  Expr end() { return end; }

  /** Whether this fuses more than a plain kernel computes anyway. */
  boolean isWorthIt() {
    return taken.size() > 1 || bias.isPresent();
  }

  /** The fused steps. */
  Set<Step> taken() { return taken; }

  /** The factor of each channel. */
  Optional<float[]> scale() { return scale; }

  /** The epilogue found; without the scale if that is folded into a filter. */
  Stage.Finishing finishing(boolean withScale) {
    int stride = ChannelsLast.of(end.shape()).stride();
    return new Stage.Finishing(scale.filter(_ -> withScale).map(s -> Packing.aligned(s, stride)),
        bias.map(b -> Packing.aligned(b, stride)),
        place(addend), activation, place(selector), Optional.empty());
  }

  private OptionalInt place(Optional<Expr> e) { return e.isPresent() ? OptionalInt.of(places.last(e.get())) : OptionalInt.empty(); }
}
