package lucida.cam;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.Vmap;
import lucida.autodiff.run.Program;
import lucida.core.Cells;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * [DS 3] For a piecewise linear head before a softmax the derivatives of log p^c are moments, over the classes m ~ p, of δ = g^m − g^c: the gradients of all
 * scores, a batch of classes at a time.
 *
 * @param mean ℓ1 = −E[δ], as the sweep of log p^c itself gives it
 * @param variance Var[δ]
 * @param third E[(δ − E[δ])³]
 */
record ScoreMoments(Tensor mean, Tensor variance, Tensor third) {
  static ScoreMoments of(Probe probe) {
    Tensor l1 = probe.gradient(Score.PROBABILITY);
    Tensor gc = probe.gradient(Score.LOGIT);
    double[] p = probe.cut().forward().scoreKind().probabilities(probe.logits())
        .orElseThrow(() -> new IllegalStateException("scores without probabilities have a gradient of one")).toDoubles();
    double[] second = new double[gc.size()];
    double[] third = new double[gc.size()];
    Jacobian jacobian = Jacobian.of(probe, Math.min(probe.subject().batch(), p.length));
    for (int first = 0; first < p.length; first += jacobian.classes()) {
      Tensor g = jacobian.rows(first);
      for (int row = 0; row < jacobian.classes() && first + row < p.length; row++)
        for (int e = 0; e < gc.size(); e++) {
          double centred = g.cell(row * gc.size() + e) - gc.cell(e) + l1.cell(e);
          second[e] += p[first + row] * centred * centred;
          third[e] += p[first + row] * centred * centred * centred;
        }
      probe.subject().progress().report(Math.min(first + jacobian.classes(), p.length), p.length);
    }
    return new ScoreMoments(l1, Tensor.of(gc.shape(), second).to(gc.precision()), Tensor.of(gc.shape(), third).to(gc.precision()));
  }

  /** ℓ1 = −E[δ], ℓ2 = −Var[δ], ℓ3 = −E[(δ − E[δ])³]. */
  HeadDerivatives derivatives() {
    return new HeadDerivatives(mean, variance.negate(), third.negate());
  }

  /** g^m = ∂S^m/∂A for some classes at once. */
  private record Jacobian(Probe probe, int classes, Input rows, Program program, Map<Expr, Tensor> given) {
    static Jacobian of(Probe probe, int classes) {
      Expr S = probe.cut().scores();
      Input yBar = Input.of("S̄", S.shape());
      Input rows = Input.of("rows", S.shape().insert(0, classes));
      Expr g = Vmap.over(Reverse.pullback(S, yBar, probe.cut().activations()), yBar, rows);
      return new Jacobian(probe, classes, rows, Program.of(List.of(g), probe.cut().activations()), probe.givenActivations());
    }

    /** For the classes from the first on: [classes, 1, K, h, w]. */
    Tensor rows(int first) {
      Shape shape = rows.shape();
      Precision precision = probe.executor().precision();
      Cells units = precision.allocate(shape.size());
      int all = shape.extent(2);
      for (int row = 0; row < classes && first + row < all; row++) units.set(row * all + first + row, 1);
      Map<Expr, Tensor> with = new HashMap<>(given);
      with.put(rows, Tensor.of(shape, units));
      return probe.executor().run(program, with).getFirst();
    }
  }
}
