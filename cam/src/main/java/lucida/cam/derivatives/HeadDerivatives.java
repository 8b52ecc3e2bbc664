package lucida.cam.derivatives;

import java.util.List;
import java.util.Optional;
import lucida.autodiff.Expr;
import lucida.autodiff.HiddenLayer;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * ℓ1, ℓ2, ℓ3: the diagonal derivatives by each cell of A of S, or of ℓ = log Y where Y is exp(S) or a probability; each [K, h, w], or [cells].
 */
record HeadDerivatives(Tensor first, Tensor second, Tensor third) {
  /** Directions that are taken at once for a picture that would be: their programs end at the layer. */
  private static final int DIRECTIONS = 64;

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

  /** Whether one layer of the head is smooth, or none. */
  static boolean hasOneHiddenLayer(Probe probe, Score score) {
    return probe.written(Boolean.class, "one hidden layer", score, () -> hiddenLayer(probe, score).isPresent());
  }

  private static Optional<HiddenLayer> hiddenLayer(Probe probe, Score score) {
    return HiddenLayer.of(probe.differentiated(score), probe.cut().activations());
  }

  /** [DS 6] Through the one smooth layer, with the powers of its weights. */
  static HeadDerivatives throughHiddenLayer(Probe probe, Score score) {
    List<Tensor> D = probe.written(Executor.Compiled.class, "diagonal through the hidden layer", score,
        () -> probe.compiled(Program.of(hiddenLayer(probe, score).orElseThrow().diagonal(3), probe.cut().activations())))
        .run(probe.givenActivations()).stream().map(d -> d.reshape(d.shape().without(0))).toList();
    return new HeadDerivatives(D.get(0), D.get(1), D.get(2));
  }

  /** [DS 7] Adjoint jets along coordinates, a batch of directions at a time: exact for any head and any score. */
  static HeadDerivatives adjointJets(Probe probe, Score score, int... cells) {
    return along(probe, "adjoint jets to order 3", score, cells, Diagonal::ofOneNumber);
  }

  /** [DS 4] The same by jets, which adjoint jets are checked against. */
  static HeadDerivatives jets(Probe probe, Score score, int... cells) {
    return along(probe, "jets to order 3", score, cells, Diagonal::new);
  }

  /** [DS 5] The same by nested reverse sweeps, which share no rule for higher derivatives with jets. */
  static HeadDerivatives nestedReverse(Probe probe, Score score, int... cells) {
    return along(probe, "nested reverse sweeps to order 3", score, cells, Diagonal::byNestedReverse);
  }

  /** Writes the derivatives to some order of y by single cells of A, a batch at a time. */
  private interface Diagonals {
    Diagonal of(Expr y, Expr A, int order, int batch);
  }

  private static HeadDerivatives along(Probe probe, String name, Score score, int[] cells, Diagonals write) {
    int batch = Math.clamp(cells.length, 1, DIRECTIONS * probe.subject().batch());
    Diagonal diagonal = probe.written(Diagonal.class, name + ", " + batch + " at once", score,
        () -> write.of(probe.differentiated(score), probe.cut().activations(), 3, batch));
    List<Tensor> D = diagonal.at(probe.executor(), probe.givenActivations(), cells,
        done -> probe.subject().progress().report(done, cells.length)).stream().map(d -> d.reshape(Shape.of(cells.length)))
        .toList();
    return new HeadDerivatives(D.get(0), D.get(1), D.get(2));
  }

  /** At some cells, each [cells]. */
  HeadDerivatives at(int... cells) {
    return new HeadDerivatives(at(first, cells), at(second, cells), at(third, cells));
  }

  private static Tensor at(Tensor D, int... cells) {
    return Tensor.filled(Shape.of(cells.length), D.precision(), r -> D.cell(cells[r]));
  }
}
