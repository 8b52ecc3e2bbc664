package lucida.cam.derivatives;

import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Target;

/** The cheapest exact way to second and third derivatives, chosen by reading the graph from A to the score. */
enum DerivativeRoute {
  /** [DS 1, DS 2] S is piecewise linear in A: ℓ2 = ℓ3 = 0. */
  ONE_SWEEP("one reverse sweep: the head is piecewise linear [DS 2]"),
  /** [DS 3] A piecewise linear head before a sigmoid. */
  SIGMOID("one reverse sweep: the head is piecewise linear before a sigmoid [DS 3]"),
  /** [DS 3] A piecewise linear head before a softmax. */
  SCORE_MOMENTS("the gradients of all scores: the head is piecewise linear before a softmax [DS 3]"),
  /** [DS 7] Any other head. */
  ADJOINT_JETS("adjoint jets along every cell of A: the head is not piecewise linear [DS 7]");

  private final String description;

  DerivativeRoute(String description) { this.description = description; }

  /** The route for a score at a probe. */
  static DerivativeRoute of(Probe probe, Score score) {
    if (!probe.headIsPiecewiseLinear()) return ADJOINT_JETS;
    if (score != Score.PROBABILITY) return ONE_SWEEP;
    return switch (probe.cut().forward().scoreKind()) {
      case SIGMOID -> SIGMOID;
      case LOGITS, SOFTMAX, VALUE -> probe.target() instanceof Target.OfClass ? SCORE_MOMENTS : ADJOINT_JETS;
    };
  }

  /** ℓ1, ℓ2, ℓ3 by this route. */
  HeadDerivatives derivatives(Probe probe, Score score) {
    return switch (this) {
      case ONE_SWEEP -> HeadDerivatives.oneSweep(probe, score);
      case SIGMOID -> HeadDerivatives.ofSigmoid(probe);
      case SCORE_MOMENTS -> ScoreMoments.of(probe).derivatives();
      case ADJOINT_JETS -> HeadDerivatives.adjointJets(probe, score);
    };
  }

  @Override
  public String toString() { return description; }
}
