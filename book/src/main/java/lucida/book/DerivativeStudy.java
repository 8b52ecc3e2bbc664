package lucida.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.Alpha;
import lucida.cam.derivatives.DerivativeRoute;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Tensor;

/**
 * The exact derivatives of a score by a layer, α made of them, and what is said in their place: by other routes, by the closed form, by sums of rows.
 *
 * @param score which Y is derived; where it is exp(S) or a probability all derivatives are divided by Y
 * @param route by which the derivatives were computed
 * @param seconds how long that took
 * @param D D1, D2, D3, each [K, h, w]; NaN at cells that were not asked for
 * @param shortcut α by these derivatives, and by the closed form of the gradient of S
 * @param cells those at which slower ways are compared, half of them with the largest |D1|
 * @param others every other exact route that applies, then the closed form
 * @param rowSums what is mistaken for the diagonal
 * @param ansatz what [PP 3] keeps and drops at the cells; empty where D is known at a part of the layer only, for it needs α everywhere
 * @param estimate of D2 and D3 from random probes, if one was asked for
 */
public record DerivativeStudy(Score score, DerivativeRoute route, double seconds, ScoreDerivatives D, ShortcutComparison shortcut,
    int[] cells, List<RouteComparison> others, RowSums rowSums, Optional<AnsatzTerms> ansatz,
    Optional<EstimatedDerivatives> estimate) {
  /**
   * Of a score at a probe, without an estimate.
   *
   * @param checked at how many cells the slower ways are compared, 1 or more
   */
  public static DerivativeStudy of(Probe probe, Score score, int checked) {
    return of(probe, score, ChosenCells.all(probe.activations().shape()), checked, 0, 0);
  }

  /**
   * Of a score at some cells of the layer of a probe; a part of the cells costs its share where they are taken one by one.
   *
   * @param checked at how many of these the slower ways are compared, 1 or more
   * @param probes the number of random probes of an estimate beside; 0 for none
   * @param seed of the probes
   */
  public static DerivativeStudy of(Probe probe, Score score, ChosenCells chosen, int checked, int probes, long seed) {
    DerivativeRoute route = DerivativeRoute.of(probe, score);
    long start = System.nanoTime();
    ScoreDerivatives there = route.at(probe, score, chosen.cells());
    double seconds = seconds(start);
    ScoreDerivatives D = new ScoreDerivatives(chosen.placed(there.first(), Double.NaN), chosen.placed(there.second(), Double.NaN),
        chosen.placed(there.third(), Double.NaN));
    ShortcutComparison shortcut = ShortcutComparison.of(probe, D, chosen);
    int[] all = chosen.cells();
    int Z = chosen.shape().extent(1) * chosen.shape().extent(2);
    int[] cells = IntStream.of(SampledCells.of(there.first(), r -> all[r] / Z, Math.min(checked, all.length))).map(r -> all[r])
        .toArray();
    List<RouteComparison> others = new ArrayList<>();
    for (DerivativeRoute other : DerivativeRoute.all(probe, score))
      if (other != route) others.add(compared(probe, score, other, D, cells));
    Tensor g = chosen.of(probe.gradient(Score.LOGIT));
    others.add(RouteComparison.of("the closed form, g, g², g³ of the gradient of S [PP 5]", 0,
        new ScoreDerivatives(g, g.times(g), g.times(g).times(g)), there, probe.executor().precision()));
    return new DerivativeStudy(score, route, seconds, D, shortcut, cells, List.copyOf(others), RowSums.of(probe, score),
        chosen.areAll() ? Optional.of(ansatz(probe, score, shortcut.exact(), cells)) : Optional.empty(),
        probes == 0 ? Optional.empty() : Optional.of(EstimatedDerivatives.of(probe, score, probes, seed)));
  }

  private static AnsatzTerms ansatz(Probe probe, Score score, Alpha alpha, int... cells) {
    return AnsatzTerms.at(probe, score, alpha.alpha(), SampledDerivatives.at(alpha.alpha().times(alpha.denominator()), cells),
        cells);
  }

  private static RouteComparison compared(Probe probe, Score score, DerivativeRoute other, ScoreDerivatives D, int... cells) {
    long start = System.nanoTime();
    ScoreDerivatives there = other.at(probe, score, cells);
    return RouteComparison.of(other.description(), seconds(start), there, SampledDerivatives.at(D, cells),
        probe.executor().precision());
  }

  /** The cells that were asked for. */
  public ChosenCells chosen() { return shortcut.chosen(); }

  /** The activations, [K, h, w]. */
  public Tensor A() { return shortcut.A(); }

  /** [PP 4] */
  public Alpha alpha() { return shortcut.exact(); }

  private static double seconds(long start) { return (System.nanoTime() - start) / 1e9; }

  /**
   * How much larger the terms of α's denominator are than what their sum leaves, (2|D2| + |ΣA D3|) / |2 D2 + ΣA D3|, 1 or more at every cell: the condition number
   * of that sum. An error of the last digit in D2 or D3 is one of that many in α. Infinite where terms cancel, NaN where there are none or the cell was not asked for; [K, h, w].
   */
  public Tensor condition() {
    Tensor twice = D.second().scale(2);
    return twice.abs().plus(alpha().denominator().minus(twice).abs()).zip(alpha().denominator(),
        (terms, sum) -> terms / Math.abs(sum));
  }

  /** The cells whose denominator is nearest to 0 beside its terms, the nearest first; those without terms are left out, and of equal ones in a channel all but the first. */
  public List<Integer> nearestToPoles(int n) {
    Tensor condition = condition();
    int Z = condition.shape().extent(1) * condition.shape().extent(2);
    Set<List<Number>> seen = new HashSet<>();
    return IntStream.range(0, condition.size()).boxed().filter(e -> !Double.isNaN(condition.cell(e)))
        .sorted(Comparator.comparingDouble(e -> -condition.cell(e))).filter(e -> seen.add(List.of(e / Z, condition.cell(e))))
        .limit(n)
        .toList();
  }

  /** What the error bars of an estimate of D2, D3 and α are worth, by these names, alpha for α. */
  public SequencedMap<String, Coverage> coverage(EstimatedDerivatives estimated) {
    double rounding = RouteComparison.rounding(D.first().precision());
    SequencedMap<String, Coverage> coverage = new LinkedHashMap<>();
    coverage.put("D2", estimated.second().coverage(D.second(), rounding));
    coverage.put("D3", estimated.third().coverage(D.third(), rounding));
    coverage.put("alpha", estimated.alpha(A()).coverage(alpha().alpha(), rounding));
    return coverage;
  }

  /** ‖row sums − D2‖ / ‖D2‖, and the same of D3; NaN where there is nothing to differ from. */
  public List<Double> rowSumErrors() {
    return List.of(rowSumError(rowSums.second(), D.second()), rowSumError(rowSums.third(), D.third()));
  }

  private double rowSumError(Tensor sums, Tensor diagonal) {
    Tensor d = chosen().of(diagonal);
    return chosen().of(sums).minus(d).norm() / d.norm();
  }
}
