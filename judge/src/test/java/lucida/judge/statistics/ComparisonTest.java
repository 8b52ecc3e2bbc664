package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.PooledMetric;
import lucida.judge.Row;
import lucida.judge.ScoreRequest;
import lucida.judge.catalogue.Metrics;
import lucida.judge.faithfulness.AverageDrop;
import lucida.judge.faithfulness.Increase;
import lucida.judge.faithfulness.Mutes;
import lucida.judge.faithfulness.Nothing;
import org.hipparchus.distribution.continuous.BetaDistribution;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Metric DROP = new AverageDrop(Mutes.IN_PROPORTION, Nothing.ZERO);
  private static final Metric INCREASE = new Increase(Mutes.IN_PROPORTION, Nothing.ZERO);

  private static final Metric ENERGY = Metrics.named("energy-pointing-game");

  private static List<Column> columns(Metric metric, double[] a, double[] b) {
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < a.length; n++) {
      rows.add(row(n, "A", metric, a[n]));
      rows.add(row(n, "B", metric, b[n]));
    }
    Columns columns = new Columns(List.of(metric));
    rows.forEach(columns::add);
    return columns.columns();
  }

  private static Row row(int n, String method, Metric metric, double value) {
    Judgement judgement = Double.isNaN(value) ? Judgement.leftOut("flat") : Judgement.of(value);
    return new Row("picture " + n, 0, method, "features", metric.name(), judgement);
  }

  /** Drops of A 10, 20, 30, 5 and of B 30, 20, 20, –: on the three pictures of both A − B is −20, 0, 10, its mean −10/3; A wins one, ties one: 50 %. */
  @Test
  void byHand() {
    List<Column> columns = columns(DROP, new double[]{10, 20, 30, 5}, new double[]{30, 20, 20, Double.NaN});
    Comparison comparison = Columns.pairs(columns, Replicates.of(0), 0).getFirst();
    assertEquals(1, Columns.pairs(columns, Replicates.of(0), 0).size());
    assertEquals(3, comparison.n());
    assertEquals(-10 / 3.0, comparison.difference(), 1e-14);
    assertEquals(50, comparison.win(), 1e-12);
    assertEquals(4 / 4.0, comparison.p()); // |±20 ± 10| ≥ 10 for all four
    assertEquals(Map.of("flat", 1), columns.getLast().leftOut());
    assertEquals(16.25, columns.getFirst().summary());
  }

  /** Where higher is better the other one wins. */
  @Test
  void theDirectionDecidesWhoWins() {
    double[] a = {10, 20, 31}, b = {30, 25, 20};
    assertEquals(200 / 3.0, Columns.pairs(columns(DROP, a, b), Replicates.of(0), 0).getFirst().win(), 1e-12);
    assertEquals(100 / 3.0, Columns.pairs(columns(INCREASE, a, b), Replicates.of(0), 0).getFirst().win(), 1e-12);
  }

  @Test
  void aConstantDifferenceHasNoSpread() {
    Comparison comparison = Columns.pairs(columns(DROP, new double[]{1, 2, 3}, new double[]{0, 1, 2}), Replicates.of(0), 0)
        .getFirst();
    assertEquals(1, comparison.interval().low(), 1e-14); // two sums of three numbers, each rounded
    assertEquals(1, comparison.interval().high(), 1e-14);
  }

  /**
   * Energies as Grad-CAM and HiResCAM have them, one a rounding of 2⁻²⁰ above the other on every picture, whose interval therefore excludes 0: a tie on each. A difference of twice the bound on every picture is none, the bound itself is; it is a power of two, so
   * that bound · 64 and 64 − bound · 64 are exact.
   */
  @Test
  void whatRoundingLeavesIsATie() {
    double[] a = {91, 88, 95, 90, 93}, ulps = Arrays.stream(a).map(v -> v * (1 - 0x1p-20)).toArray();
    Comparison equal = Columns.pairs(columns(ENERGY, a, ulps), Replicates.of(0), 0).getFirst();
    assertTrue(equal.interval().low() > 0, "rounding in one direction");
    assertFalse(equal.isTold());
    assertEquals(50, equal.win());
    assertEquals(1, equal.p());
    double[] b = {64, 64, 64, 64, 64};
    for (int times = 1; times <= 2; times++) {
      double less = 64 * (1 - times * RoundingBound.SHARE);
      Comparison near = Columns.pairs(columns(ENERGY, b, Arrays.stream(b).map(_ -> less).toArray()), Replicates.of(0), 0)
          .getFirst();
      assertEquals(times == 2, near.isTold());
      assertEquals(times == 2 ? 100 : 50, near.win());
      assertEquals(times == 2 ? 2 / 32.0 : 1, near.p()); // two of 32 patterns of signs are as far from 0
    }
    assertTrue(RoundingBound.isEqual(0, 0) && !RoundingBound.isEqual(0, 1e-9) && !RoundingBound.isEqual(1, -1));
  }

  /** Of a set of boxes the number is that of the best threshold, which no picture has: its values say nothing of the difference. */
  @Test
  void wherePicturesHaveAnotherQuantityThereIsNoTest() {
    Metric pooled = new PooledMetric() {
      @Override
      public double[] addends(Judgement.Value value) { return new double[]{value.value()}; }

      @Override
      public double summary(double[] sums, int n) { return Math.sqrt(sums[0]); }

      @Override
      public String name() { return ENERGY.name(); }

      @Override
      public MetricStatement statement() { return ENERGY.statement(); }

      @Override
      public ScoreRequest of(JudgedMap judged) { return ENERGY.of(judged); }
    };
    Comparison comparison = Columns.pairs(columns(pooled, new double[]{4, 5, 7}, new double[]{1, 1, 2}), Replicates.of(0), 0)
        .getFirst();
    assertEquals(2, comparison.difference(), "√16 − √4");
    assertTrue(Double.isNaN(comparison.p()) && Double.isNaN(comparison.win()));
  }

  /** Also of those that keep curves for other metrics. */
  @Test
  void whatSaysThatItIsAMeanIsOne() {
    List<Judgement.Value> values = List.of(new Judgement.Value(1, List.of(), List.of()),
        new Judgement.Value(4, List.of(), List.of()));
    List<Metric> means = Metrics.all().stream().filter(Metric::isMeanOfPictures).toList();
    means.forEach(metric -> assertEquals(2.5, metric.summary(values), metric.name()));
    assertTrue(means.contains(Metrics.named("best-channel")) && !means.contains(Metrics.named("part-completeness")));
  }

  @Test
  void valuesThatAreEqualButForRoundingAreTied() {
    double near = 58 * (1 + 0x1p-20);
    assertArrayEquals(new double[]{58, 58, 60, -1, 58}, Comparison.tied(near, 58, 60, -1, near));
    assertArrayEquals(new double[]{0, 1e-9}, Comparison.tied(0, 1e-9));
  }

  private static void assertInterval(double low, double high, Interval is) {
    assertEquals(low, is.low(), 1e-9);
    assertEquals(high, is.high(), 1e-9);
  }

  /**
   * Eight hits of eight: Clopper and Pearson's interval ends at the quantile of Beta(8, 1), 63.06 %, and eight misses are its mirror image; a bootstrap would say 100 to 100. All differences are 100: what is not is
   * −100 at worst. A mean of numbers that happen to be equal stays what the bootstrap says.
   */
  @Test
  void hitsThatAreAllAlikeHaveAnExactInterval() {
    double[] hits = new double[8], misses = new double[8];
    Arrays.fill(hits, 100);
    double share = 100 * new BetaDistribution(8, 1, 1e-13).inverseCumulativeProbability(0.025);
    assertEquals(63.06, share, 0.005);
    List<Column> columns = columns(INCREASE, hits, misses);
    assertInterval(share, 100, columns.getFirst().interval(Replicates.of(0)));
    assertInterval(0, 100 - share, columns.getLast().interval(Replicates.of(0)));
    assertInterval(2 * share - 100, 100, Columns.pairs(columns, Replicates.of(0), 0).getFirst().interval());
    assertEquals(new Interval(100, 100), columns(DROP, hits, misses).getFirst().interval(Replicates.of(0)));
    misses[3] = 100;
    assertTrue(columns(INCREASE, hits, misses).getLast().interval(Replicates.of(0)).high() > 12.5, "a bootstrap again");
  }

  /** One picture says nothing about others, whether it has one class or two. */
  @Test
  void onePictureHasNoInterval() {
    for (Metric metric : List.of(DROP, INCREASE)) {
      List<Column> columns = columns(metric, new double[]{100}, new double[]{0});
      assertFalse(columns.getFirst().interval(Replicates.of(0)).isKnown());
      Comparison pair = Columns.pairs(columns, Replicates.of(0), 0).getFirst();
      assertFalse(pair.interval().isKnown());
      assertEquals(1, pair.p());
    }
    Columns both = new Columns(List.of(DROP));
    for (int c = 0; c < 2; c++) both.add(new Row("picture", c, "A", "features", DROP.name(), Judgement.of(c)));
    assertFalse(both.columns().getFirst().interval(Replicates.of(0)).isKnown());
  }

  @Test
  void withoutACommonPictureThereIsNoNumber() {
    Comparison comparison = Columns
        .pairs(columns(DROP, new double[]{1, Double.NaN}, new double[]{Double.NaN, 1}), Replicates.of(0), 0).getFirst();
    assertEquals(0, comparison.n());
    assertTrue(Double.isNaN(comparison.difference()) && Double.isNaN(comparison.p()));
  }

  /** The differences 1 and 2 of two classes of a picture have one sign: with 4 of another picture two of four patterns are as far, not two of eight. */
  @Test
  void theSignsOfOnePictureFlipTogether() {
    Columns columns = new Columns(List.of(DROP));
    double[] a = {1, 2, 4};
    for (int n = 0; n < 3; n++)
      for (String method : List.of("A", "B"))
        columns.add(new Row("picture " + n / 2, n, method, "features", DROP.name(), Judgement.of(method.equals("A") ? a[n] : 0)));
    Comparison comparison = Columns.pairs(columns.columns(), Replicates.of(0), 0).getFirst();
    assertEquals(2 / 4.0, comparison.p());
    assertEquals(3, comparison.n());
  }
}
