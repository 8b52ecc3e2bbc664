package lucida.judge.complexity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import org.junit.jupiter.api.Test;

class ComplexityTest {
  private static final int CELLS = JudgedMaps.HEIGHT * JudgedMaps.WIDTH;

  private static Tensor map(double... first) {
    return Tensor.filled(Shape.of(JudgedMaps.HEIGHT, JudgedMaps.WIDTH), Precision.FLOAT64, e -> e < first.length ? first[e] : 0);
  }

  private static double value(Metric metric, Tensor map) { return JudgedMaps.value(metric, JudgedMaps.of(map)).value(); }

  /** One cell: entropy 0; two equal ones, whatever their sign: log 2; all equal: log n. */
  @Test
  void entropyByHand() {
    assertEquals(0, value(new Complexity(), map(3)));
    assertEquals(Math.log(2), value(new Complexity(), map(3, -3)), 1e-15);
    assertEquals(0.25 * Math.log(4) + 0.75 * Math.log(4 / 3.0), value(new Complexity(), map(1, 3)), 1e-15);
    assertEquals(Math.log(CELLS), value(new Complexity(), map().map(_ -> 2)), 1e-13);
  }

  /** All equal: 0. One cell of n: 1 − 1/n, as 1 − 2·(½/n). */
  @Test
  void giniByHand() {
    assertEquals(0, value(new Sparseness(), map().map(_ -> 2)), 1e-13);
    assertEquals(1 - 1.0 / CELLS, value(new Sparseness(), map(5)), 1e-15);
  }

  /** Gini's own definition, the mean difference of all pairs over twice the mean: Σ_ij |v_i − v_j| / (2 n Σ v). */
  @Test
  void giniOfAllPairs() {
    Tensor map = JudgedMaps.map(3);
    double sum = 0;
    for (int i = 0; i < CELLS; i++) for (int j = 0; j < CELLS; j++) sum += Math.abs(Math.abs(map.cell(i)) - Math.abs(map.cell(j)));
    assertEquals(sum / (2 * CELLS * map.abs().sum()), value(new Sparseness(), map), 1e-13);
  }

  /** Between −1 and 3: one cell is 1, one 0, all others, of 0, ¼. */
  @Test
  void theMeanOfTheNormalisedMap() {
    assertEquals(100 * (1 + 0 + 0.25 * (CELLS - 2)) / CELLS, value(new MapComplexity(), map(3, -1)), 1e-12);
    assertEquals(Judgement.leftOut("the map is flat"), JudgedMaps.judgement(new MapComplexity(), JudgedMaps.of(map().map(_ -> 2))));
  }

  @Test
  void effectiveComplexityCountsMagnitudes() {
    assertEquals(100.0 * 2 / CELLS, value(new EffectiveComplexity(0.01), map(1, -0.5, 0.01, 0.009)), 1e-13);
  }
}
