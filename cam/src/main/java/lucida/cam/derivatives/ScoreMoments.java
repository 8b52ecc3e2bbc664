package lucida.cam.derivatives;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.run.Directions;
import lucida.cam.Probe;
import lucida.cam.Score;
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
    jacobian(probe, p.length).each(probe.executor(), probe.givenActivations(), p.length,
        Directions.units(IntStream.range(0, p.length).toArray()), (m, results, row) -> {
          Tensor g = results.getFirst();
          for (int e = 0; e < gc.size(); e++) {
            double centred = g.cell(row * gc.size() + e) - gc.cell(e) + l1.cell(e);
            second[e] += p[m] * centred * centred;
            third[e] += p[m] * centred * centred * centred;
          }
        }, done -> probe.subject().progress().report(done, p.length));
    return new ScoreMoments(l1, Tensor.of(gc.shape(), second).to(gc.precision()), Tensor.of(gc.shape(), third).to(gc.precision()));
  }

  /** ℓ1 = −E[δ], ℓ2 = −Var[δ], ℓ3 = −E[(δ − E[δ])³]. */
  HeadDerivatives derivatives() {
    return new HeadDerivatives(mean, variance.negate(), third.negate());
  }

  /** g^m = ∂S^m/∂A along the unit vectors of the classes. */
  private static Directions jacobian(Probe probe, int classes) {
    Expr S = probe.cut().scores(), A = probe.cut().activations();
    Input yBar = Input.of("S̄", S.shape());
    return probe.written(Directions.class, "Jacobian of the scores", Score.PROBABILITY,
        () -> Directions.of(List.of(Reverse.pullback(S, yBar, A)), yBar, Math.min(probe.subject().batch(), classes), A));
  }
}
