package lucida.cam.derivatives;

import java.util.List;
import lucida.autodiff.run.Diagonal;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Tensor;

/**
 * ℓ1, ℓ2, ℓ3: the diagonal derivatives by each cell of A of S, or of ℓ = log Y where Y is exp(S) or a probability; each [K, h, w].
 */
record HeadDerivatives(Tensor first, Tensor second, Tensor third) {
  /** The derivatives of Y from those of S [DS 1], or from those of log Y: D1/Y = ℓ1, D2/Y = ℓ1² + ℓ2, D3/Y = ℓ1³ + 3 ℓ1 ℓ2 + ℓ3. */
  ScoreDerivatives of(Score score) {
    if (score == Score.LOGIT) return new ScoreDerivatives(first, second, third);
    Tensor square = first.times(first);
    return new ScoreDerivatives(first, square.plus(second),
        square.times(first).plus(first.times(second).scale(3)).plus(third));
  }

  /** [DS 1, DS 2] S is piecewise linear in A: ℓ2 = ℓ3 = 0. */
  static HeadDerivatives oneSweep(Probe probe, Score score) {
    Tensor g = probe.gradient(score);
    Tensor zero = Tensor.zeros(g.shape(), g.precision());
    return new HeadDerivatives(g, zero, zero);
  }

  /**
   * [DS 3] for ℓ = log sigmoid(S) = −softplus(−S) with q = 1 − p = sigmoid(−S): ℓ1 = q g, ℓ2 = −q(1 − q) g², ℓ3 = −q(1 − q)(2q − 1) g³. It is the
   * softmax over S and 0.
   */
  static HeadDerivatives ofSigmoid(Probe probe) {
    Tensor g = probe.gradient(Score.LOGIT);
    double q = 1 / (1 + Math.exp(probe.value(Score.LOGIT)));
    double pq = q / (1 + Math.exp(-probe.value(Score.LOGIT)));
    return new HeadDerivatives(g.scale(q), g.map(d -> -pq * d * d), g.map(d -> pq * (1 - 2 * q) * d * d * d));
  }

  /** [DS 7] Adjoint jets along every coordinate, a batch of directions at a time: exact for any head and any score. */
  static HeadDerivatives adjointJets(Probe probe, Score score) {
    return everywhere(probe, probe.written(Diagonal.class, "adjoint jets to order 3", score,
        () -> Diagonal.ofOneNumber(probe.differentiated(score), probe.cut().activations(), 3, batch(probe))));
  }

  /** [DS 4] The same by jets, which adjoint jets are checked against. */
  static HeadDerivatives jets(Probe probe, Score score) {
    return everywhere(probe, probe.written(Diagonal.class, "jets to order 3", score,
        () -> new Diagonal(probe.differentiated(score), probe.cut().activations(), 3, batch(probe))));
  }

  private static int batch(Probe probe) { return Math.min(probe.subject().batch(), probe.activations().size()); }

  private static HeadDerivatives everywhere(Probe probe, Diagonal diagonal) {
    Tensor A = probe.activations();
    List<Tensor> D = diagonal.everywhere(probe.executor(), probe.givenActivations(),
        done -> probe.subject().progress().report(done, A.size()));
    return new HeadDerivatives(D.get(0).reshape(A.shape()), D.get(1).reshape(A.shape()), D.get(2).reshape(A.shape()));
  }
}
