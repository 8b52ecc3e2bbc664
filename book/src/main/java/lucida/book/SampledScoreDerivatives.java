package lucida.book;

import java.util.List;
import lucida.autodiff.run.Diagonal;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.ScoreKind;

/**
 * The derivatives of all scores at some elements of A, and [DS 1–3] made of them, in plain loops over the classes.
 *
 * @param p the probabilities: softmax(S), or those of a sigmoid and its other side, which is the softmax of S^c and 0; empty if there are none
 * @param c the explained class
 * @param D g, h and t: for each element those of every score, [elements, classes]
 */
record SampledScoreDerivatives(double[] p, int c, List<Tensor> D) {
  static SampledScoreDerivatives of(EvaluationPoint point) {
    Probe probe = point.probe();
    int[] elements = point.sample();
    Diagonal diagonal = new Diagonal(probe.cut().scores(), probe.cut().activations(), 3,
        Math.min(probe.subject().batch(), elements.length));
    Tensor S = probe.logits();
    List<Tensor> D = diagonal.at(probe.executor(), probe.givenActivations(), elements, _ -> {}).stream()
        .map(some -> some.reshape(Shape.of(elements.length, S.size()))).toList();
    int c = point.explainedClass();
    ScoreKind kind = probe.cut().forward().scoreKind();
    double[] p = kind.probabilities(S).map(Tensor::toDoubles).orElse(new double[0]);
    if (!kind.isOfSigmoids()) return new SampledScoreDerivatives(p, c, D);
    return new SampledScoreDerivatives(new double[]{p[c], kind.probabilities(S.negate()).orElseThrow().cell(c)}, 0,
        D.stream().map(scores -> withZero(scores.slice(1, c, c + 1))).toList());
  }

  /** Appends a score that is 0: [elements, 2]. */
  private static Tensor withZero(Tensor column) {
    return Tensor.concat(1, List.of(column, column.scale(0)));
  }

  /** The number of elements. */
  int elements() { return D.getFirst().shape().extent(0); }

  /** D1, D2, D3 of Y, divided by Y where Y is exp(S) or a probability, each [elements]. */
  ScoreDerivatives derivatives(Score score) {
    double[][] of = new double[3][elements()];
    for (int e = 0; e < elements(); e++) {
      double[] l = logarithmic(score, e);
      of[0][e] = l[0];
      of[1][e] = score == Score.LOGIT ? l[1] : l[0] * l[0] + l[1];
      of[2][e] = score == Score.LOGIT ? l[2] : l[0] * l[0] * l[0] + 3 * l[0] * l[1] + l[2];
    }
    return new ScoreDerivatives(Tensor.vector(of[0]), Tensor.vector(of[1]), Tensor.vector(of[2]));
  }

  /** ℓ1, ℓ2, ℓ3 at an element: [DS 1, DS 2] g, h, t of the explained class, [DS 3] moments over all classes. */
  double[] logarithmic(Score score, int e) {
    if (score != Score.PROBABILITY) return new double[]{D.get(0).at(e, c), D.get(1).at(e, c), D.get(2).at(e, c)};
    Moments moments = moments(e);
    return new double[]{-moments.meanDelta, -(moments.meanEta + moments.variance),
        -(moments.meanTheta + 3 * moments.covariance + moments.third)};
  }

  /** E[δ], E[η], E[θ], Var[δ], Cov[δ, η], E[(δ − E[δ])³] over the classes m ~ p. */
  record Moments(double meanDelta, double meanEta, double meanTheta, double variance, double covariance, double third) {}

  /** [DS 3] with δ = g^m − g^c, η = h^m − h^c, θ = t^m − t^c. */
  Moments moments(int e) {
    double delta = 0, eta = 0, theta = 0;
    for (int m = 0; m < p.length; m++) {
      delta += p[m] * difference(0, e, m);
      eta += p[m] * difference(1, e, m);
      theta += p[m] * difference(2, e, m);
    }
    double variance = 0, covariance = 0, third = 0;
    for (int m = 0; m < p.length; m++) {
      double centred = difference(0, e, m) - delta;
      variance += p[m] * centred * centred;
      covariance += p[m] * centred * (difference(1, e, m) - eta);
      third += p[m] * centred * centred * centred;
    }
    return new Moments(delta, eta, theta, variance, covariance, third);
  }

  private double difference(int order, int e, int m) {
    return D.get(order).at(e, m) - D.get(order).at(e, c);
  }
}
