package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.derivatives.Alpha;
import lucida.cam.derivatives.ScoreDerivatives;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.statistics.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The estimate is unbiased, its error bars hold what they say, and where nothing is random it is exact. */
class EstimatedDerivativesTest {
  private static final int REPETITIONS = 30;
  private static final int PROBES = 64;
  /** Of float64, in sums of some hundred terms. */
  private static final double ROUNDING = 1e-12;

  private static Probe probe(SmallNetwork head) {
    return EvaluationPoint.small(head).probe();
  }

  /**
   * Of a GELU head with 7 hidden units, for every score: 30 independent estimates from 64 probes at each of 180 cells.
   *
   * <p>Unbiased: the mean of the repetitions is normal about the exact value, so that the square of what it is off in standard errors has the mean 1 over the cells. These share
   * their probes and 7 hidden units: the mean of 7 squares is above 2.7 with probability 0.01. A bias of one standard error of a single estimate would make it 31.
   *
   * <p>The intervals hold the exact value with probability 0.95: 30 · 7 independent trials have a deviation of 0.015, and three are allowed.
   */
  @ParameterizedTest
  @EnumSource(Score.class)
  void unbiasedWithErrorBarsThatHold(Score score) {
    Probe probe = probe(SmallNetwork.GELU);
    ScoreDerivatives exact = ScoreDerivatives.of(probe, score);
    Tensor A = probe.activations(), alpha = Alpha.of(exact, A).alpha();
    List<EstimatedDerivatives> estimates = IntStream.range(0, REPETITIONS)
        .mapToObj(seed -> EstimatedDerivatives.of(probe, score, PROBES, seed)).toList();
    List<Tensor> second = estimates.stream().map(estimate -> estimate.D().second()).toList();
    List<Tensor> third = estimates.stream().map(estimate -> estimate.D().third()).toList();
    assertEquals(1, square(second, exact.second()), 1.7, "D2 is unbiased");
    assertEquals(1, square(third, exact.third()), 1.7, "D3 is unbiased");
    RowSums rows = RowSums.of(probe, score);
    assertTrue(square(second, rows.second()) > 10 && square(third, rows.third()) > 10, "and not an estimate of sums of rows");
    assertEquals(0.95, mean(estimates, estimate -> estimate.second().coverage(exact.second(), ROUNDING).holding()), 0.045);
    assertEquals(0.95, mean(estimates, estimate -> estimate.third().coverage(exact.third(), ROUNDING).holding()), 0.045);
    double held = mean(estimates, estimate -> estimate.alpha(A).coverage(alpha, ROUNDING).holding());
    assertTrue(held >= 0.905, "unbounded intervals hold everything, so that α's hold more: " + held);
  }

  private static double mean(List<EstimatedDerivatives> estimates, ToDoubleFunction<EstimatedDerivatives> of) {
    return estimates.stream().mapToDouble(of).average().orElseThrow();
  }

  /** The mean over the cells of the square of (mean of the estimates − exact) / its standard error. */
  private static double square(List<Tensor> estimates, Tensor exact) {
    int n = estimates.size();
    return IntStream.range(0, exact.size()).mapToDouble(e -> {
      double mean = estimates.stream().mapToDouble(D -> D.cell(e)).average().orElseThrow();
      double variance = estimates.stream().mapToDouble(D -> Math.pow(D.cell(e) - mean, 2)).sum() / (n - 1);
      return Math.pow(mean - exact.cell(e), 2) / (variance / n);
    }).average().orElseThrow();
  }

  /** Of a piecewise linear head with exp(S) nothing is random: the estimate is exact, its bars have no length, and those of α are α. */
  @Test
  void exactWhereNothingIsRandom() {
    Probe probe = probe(SmallNetwork.GAP);
    EstimatedDerivatives estimate = EstimatedDerivatives.of(probe, Score.EXP, 8, 1);
    ScoreDerivatives exact = ScoreDerivatives.of(probe, Score.EXP);
    assertTrue(estimate.isExact());
    assertFalse(EstimatedDerivatives.of(probe, Score.PROBABILITY, 8, 1).isExact());
    assertEquals(1, estimate.second().coverage(exact.second(), ROUNDING).holding());
    assertEquals(1, estimate.third().coverage(exact.third(), ROUNDING).holding());
    ErrorBars alpha = estimate.alpha(probe.activations());
    assertEquals(1, alpha.coverage(alpha.low(), ROUNDING).bounded());
    assertEquals(1, alpha.coverage(Alpha.of(exact, probe.activations()).alpha(), ROUNDING).holding());
    assertEquals(0, alpha.coverage(alpha.low(), ROUNDING).halfWidth(), ROUNDING);
  }

  /** The same seed gives the same bits; however many probes are taken at once, the same numbers; another seed others. */
  @Test
  void reproducible() {
    Probe probe = probe(SmallNetwork.TANH);
    EstimatedDerivatives one = EstimatedDerivatives.of(probe, Score.EXP, 20, 7);
    EstimatedDerivatives again = EstimatedDerivatives.of(probe(SmallNetwork.TANH), Score.EXP, 20, 7);
    assertTrue(one.D().third().sameAs(again.D().third()) && one.thirdVariance().sameAs(again.thirdVariance()));
    Probe single = probe.subject().inBatchesOf(1).probe(probe.x(), probe.target());
    assertEquals(0, RelativeError.of(EstimatedDerivatives.of(single, Score.EXP, 20, 7).D().third(), one.D().third()), ROUNDING);
    assertTrue(RelativeError.of(EstimatedDerivatives.of(probe, Score.EXP, 20, 8).D().third(), one.D().third()) > 0.01);
  }

  /** At both ends ρ of α's interval D2 − ρ N is t standard errors from 0, N = 2 D2 + (Σ A^k) D3; N is more than that from 0 where there are ends, and not elsewhere. */
  @Test
  void fieller() {
    Probe probe = probe(SmallNetwork.SILU);
    EstimatedDerivatives estimate = EstimatedDerivatives.of(probe, Score.EXP, 200, 3);
    ErrorBars alpha = estimate.alpha(probe.activations());
    double t = Student.t(199);
    int bounded = 0, Z = 36;
    for (int e = 0; e < probe.activations().size(); e++) {
      double s = probe.activations().sum(1, 2).cell(e / Z), d2 = estimate.D().second().cell(e), d3 = estimate.D().third().cell(e);
      double N = 2 * d2 + s * d3;
      boolean ends = Math.abs(N) > t * error(estimate, e, 2, s);
      assertEquals(ends, Double.isFinite(alpha.low().cell(e)) && Double.isFinite(alpha.high().cell(e)), "cell " + e);
      if (!ends) continue;
      bounded++;
      assertTrue(alpha.low().cell(e) <= d2 / N && d2 / N <= alpha.high().cell(e), "holds the estimate");
      for (Tensor end : List.of(alpha.low(), alpha.high())) {
        double rho = end.cell(e);
        assertEquals(t * error(estimate, e, 1 - 2 * rho, -rho * s), Math.abs(d2 - rho * N), 1e-9 * Math.abs(d2), "cell " + e);
      }
    }
    assertTrue(bounded > 0 && bounded < probe.activations().size(), "both kinds are seen: " + bounded);
  }

  /** The standard error of a D2 + b D3. */
  private static double error(EstimatedDerivatives estimate, int e, double a, double b) {
    return Math.sqrt(a * a * estimate.secondVariance().cell(e) + 2 * a * b * estimate.covariance().cell(e)
        + b * b * estimate.thirdVariance().cell(e));
  }

  /** Student's t at 0.975, from the tables. */
  @Test
  void studentsQuantile() {
    assertEquals(2.3646, Student.t(7), 5e-5);
    assertEquals(2.2281, Student.t(10), 5e-5);
    assertEquals(2.0423, Student.t(30), 5e-5);
    assertEquals(1.9623, Student.t(1000), 5e-5);
  }

  /** Of three pairs, by the definitions. */
  @Test
  void runningCovariance() {
    double[] x = {0, 1, 5}, y = {4, -2, 1};
    RunningCovariance sums = new RunningCovariance(1);
    for (int r = 0; r < 3; r++) {
      sums.set(0, x[r], y[r]);
      sums.next();
    }
    Shape one = Shape.of(1);
    assertEquals(2, sums.meanX(one).item(), 1e-15);
    assertEquals(1, sums.meanY(one).item(), 1e-15);
    assertEquals(7.0 / 3, sums.varianceX(one).item(), 1e-15, "((−2)² + (−1)² + 3²) / 2 / 3");
    assertEquals(9.0 / 3, sums.varianceY(one).item(), 1e-15, "(3² + (−3)² + 0²) / 2 / 3");
    assertEquals(-1.5 / 3, sums.covariance(one).item(), 1e-15, "(−2 · 3 + −1 · −3 + 3 · 0) / 2 / 3");
  }

  @Test
  void tooFewProbes() {
    assertEquals("An estimate from 7 probes has no error bars worth the name; take 8 or more",
        assertThrows(IllegalArgumentException.class, () -> EstimatedDerivatives.of(probe(SmallNetwork.GAP), Score.EXP, 7, 1))
            .getMessage());
  }
}
