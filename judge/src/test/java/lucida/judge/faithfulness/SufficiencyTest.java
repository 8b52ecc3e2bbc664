package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class SufficiencyTest {
  private static Judgement.Value value(double top, double... map) {
    List<Double> curve = new ArrayList<>(List.of(top));
    for (double v : map) curve.add(v);
    return new Judgement.Value(0, curve, List.of());
  }

  /**
   * Maps of one part at 0, 1, 2 and 10: 1, 2 and 0 are within 6 of each other, 10 of none. Of the classes 5, 5, 7 the two 5 have one of two like them right, the 7 none,
   * and the last counts 0.
   */
  @Test
  void byHand() {
    List<Judgement.Value> values = List.of(value(5, 0), value(5, 1), value(7, 2), value(7, 10));
    assertEquals(100 * (0.5 + 0.5 + 0 + 0) / 4, new Sufficiency().summary(values), 1e-12);
  }

  /** The distance is standardised: a second part of a thousand times the size, which goes the other way, counts as much as the first. */
  @Test
  void noPartCountsMore() {
    List<Judgement.Value> values = List.of(value(1, 0, 0), value(1, 1, 0), value(2, 0, 1000), value(2, 1, 1000));
    // each is at the same distance √4 = 2 from two others and at √8 from one; 2 is above 0.6·√8 = 1.7: all are alone
    assertEquals(0, new Sufficiency().summary(values));
    List<Judgement.Value> unstandardised = List.of(value(1, 0, 0), value(1, 0.1, 0), value(2, 0, 1000), value(2, 0.1, 1000));
    assertEquals(0, new Sufficiency().summary(unstandardised));
  }

  /** A picture that a resample has twice is not like itself. */
  @Test
  void aPictureIsNotItsOwnNeighbour() {
    assertEquals(0, new Sufficiency().summary(List.of(value(3, 1), value(3, 1))));
    assertEquals(0, new Sufficiency().summary(List.of(value(3, 1))));
  }

  /** 8×8 pixels in parts of 2×2: the means of the map brought to 0 … 1. */
  @Test
  void theCurveIsTheTopClassAndTheMapInParts() {
    Tensor map = Tensor.filled(Shape.of(8, 8), Precision.FLOAT64, e -> e * 29 % 64), x = map.map(v -> v / 64 - 0.5);
    JudgedMap judged = JudgedMaps.linear(x.map(_ -> 1), x.map(Math::abs), new JudgedMaps.Given(map));
    List<Double> curve = JudgedMaps.value(new Sufficiency(), judged).curve();
    assertEquals(17, curve.size());
    assertEquals(1, curve.getFirst()); // S = (0, Σ|x|)
    for (int i = 0; i < 4; i++)
      for (int j = 0; j < 4; j++) {
        double mean = (map.at(2 * i, 2 * j) + map.at(2 * i, 2 * j + 1) + map.at(2 * i + 1, 2 * j) + map.at(2 * i + 1, 2 * j + 1))
            / 4 / 63;
        assertEquals(mean, curve.get(1 + 4 * i + j), 1e-14);
      }
  }

  /** 250 pictures are sets of 100, 100 and 50: their mean by pictures. */
  @Test
  void manyAreTakenInSets() {
    RandomStream random = RandomStream.of(3);
    List<Judgement.Value> values = IntStream.range(0, 250).mapToObj(i -> value(i % 3, random.gaussian(i))).toList();
    Sufficiency metric = new Sufficiency();
    double mean = (100 * metric.summary(values.subList(0, 100)) + 100 * metric.summary(values.subList(100, 200))
        + 50 * metric.summary(values.subList(200, 250))) / 250;
    assertEquals(mean, metric.summary(values), 1e-12);
  }
}
