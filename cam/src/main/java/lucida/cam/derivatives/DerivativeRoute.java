package lucida.cam.derivatives;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Target;
import lucida.layers.ScoreKind;

/**
 * An exact way to first, second and third derivatives of a score by each cell of A. Which apply is read off the graph from A to the score. They are in the
 * order of what they cost, the cheapest first; the last two are exact for every head, and check the others.
 */
public enum DerivativeRoute {
  /** [DS 1, DS 2] S is piecewise linear in A: ℓ2 = ℓ3 = 0. */
  ONE_SWEEP("one reverse sweep: the head is piecewise linear [DS 2]"),
  /** [DS 3] A piecewise linear head before a sigmoid. */
  SIGMOID("one reverse sweep: the head is piecewise linear before a sigmoid [DS 3]"),
  /** [DS 3] A piecewise linear head before a softmax. */
  SCORE_MOMENTS("the gradients of all scores: the head is piecewise linear before a softmax [DS 3]"),
  /** [DS 6] A head with one smooth layer, and nothing that is not piecewise linear behind it. */
  HIDDEN_LAYER("one reverse sweep for each order: one layer of the head is smooth [DS 6]"),
  /** [DS 7] Any head. */
  ADJOINT_JETS("adjoint jets along what the cells of A reach one by one: exact for any head [DS 7]"),
  /** [DS 4] Any head; the independent check of all others. */
  JETS("jets along every cell of A: exact for any head [DS 4]"),
  /** [DS 5] Any head; the second check, three sweeps for each cell: for chosen cells only. */
  NESTED_REVERSE("three nested reverse sweeps for each cell of A: exact for any head [DS 5]");

  private final String description;

  DerivativeRoute(String description) { this.description = description; }

  /** The cheapest route for a score at a probe. */
  public static DerivativeRoute of(Probe probe, Score score) {
    return all(probe, score).getFirst();
  }

  /** Every route that applies to a score at a probe, the cheapest first. */
  public static List<DerivativeRoute> all(Probe probe, Score score) {
    return Arrays.stream(values()).filter(route -> route.obstacle(probe, score).isEmpty()).toList();
  }

  /** What is computed, why that is exact, and its equation. */
  public String description() { return description; }

  /** Why this route is not exact for a score at a probe; empty where it is. */
  public Optional<String> obstacle(Probe probe, Score score) {
    return switch (this) {
      case ONE_SWEEP -> probability(score, false).or(() -> curved(probe));
      case SIGMOID -> probability(score, true).or(() -> curved(probe))
          .or(() -> unless(kind(probe).isOfSigmoids(), "the probability is not that of a sigmoid"));
      case SCORE_MOMENTS -> probability(score, true).or(() -> curved(probe))
          .or(() -> unless(!kind(probe).isOfSigmoids(), "the probability is not that of a softmax"))
          .or(() -> unless(probe.target() instanceof Target.OfClass, "the probability is not that of one class"));
      case HIDDEN_LAYER -> unless(score == Score.PROBABILITY || !probe.headIsPiecewiseLinear(), "no layer of the head is smooth")
          .or(() -> unless(HeadDerivatives.hasOneHiddenLayer(probe, score), "more than one layer between A and Y is smooth"));
      case ADJOINT_JETS, JETS, NESTED_REVERSE -> Optional.empty();
    };
  }

  private static Optional<String> probability(Score score, boolean wanted) {
    return unless((score == Score.PROBABILITY) == wanted, "the score is " + (wanted ? "not " : "") + "a probability");
  }

  private static Optional<String> curved(Probe probe) {
    return unless(probe.headIsPiecewiseLinear(), "the head is not piecewise linear");
  }

  private static ScoreKind kind(Probe probe) { return probe.cut().forward().scoreKind(); }

  private static Optional<String> unless(boolean holds, String obstacle) {
    return holds ? Optional.empty() : Optional.of(obstacle);
  }

  /**
   * D1, D2, D3 by this route.
   *
   * @throws IllegalArgumentException if it does not apply
   */
  public ScoreDerivatives derivatives(Probe probe, Score score) {
    return at(probe, score, IntStream.range(0, probe.activations().size()).toArray()).reshape(probe.activations().shape());
  }

  /**
   * D1, D2, D3 by this route at some cells, each [cells]; a part of the cells costs its share where cells are taken one by one.
   *
   * @param cells cells of A, [K, h, w], counted row-major
   * @throws IllegalArgumentException if it does not apply, or if A has no such cell
   */
  public ScoreDerivatives at(Probe probe, Score score, int... cells) {
    obstacle(probe, score).ifPresent(obstacle -> {
      throw new IllegalArgumentException("Not by the route '" + this + "': " + obstacle);
    });
    int size = probe.activations().size();
    for (int e : cells)
      if (e < 0 || e >= size)
        throw new IllegalArgumentException(
            "No cell " + e + " among the " + size + " of " + probe.activations().shape() + ", counted from 0");
    return (switch (this) {
      case ONE_SWEEP -> HeadDerivatives.oneSweep(probe, score).at(cells);
      case SIGMOID -> HeadDerivatives.ofSigmoid(probe).at(cells);
      case SCORE_MOMENTS -> ScoreMoments.derivatives(probe, cells);
      case HIDDEN_LAYER -> HeadDerivatives.throughHiddenLayer(probe, score).at(cells);
      case ADJOINT_JETS -> HeadDerivatives.adjointJets(probe, score, cells);
      case JETS -> HeadDerivatives.jets(probe, score, cells);
      case NESTED_REVERSE -> HeadDerivatives.nestedReverse(probe, score, cells);
    }).of(score);
  }

  @Override
  public String toString() { return description; }
}
