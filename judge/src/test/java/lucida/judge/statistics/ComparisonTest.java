package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.Row;
import lucida.judge.faithfulness.AverageDrop;
import lucida.judge.faithfulness.Increase;
import lucida.judge.faithfulness.Mutes;
import lucida.judge.faithfulness.Nothing;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Metric DROP = new AverageDrop(Mutes.IN_PROPORTION, Nothing.ZERO);
  private static final Metric INCREASE = new Increase(Mutes.IN_PROPORTION, Nothing.ZERO);

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
