package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
  private static Judgement.Value value(double top, double... means) {
    List<Double> curve = new ArrayList<>(List.of(top));
    for (double v : means) curve.add(v);
    return new Judgement.Value(0, curve, List.of());
  }

  /**
   * Three maps are strongest in the first part, with the classes 5, 5, 7; one is in the second, with class 5, like no other. The two 5 have one of two others of their class, the 7 none: (½ + ½
   * + 0 + 0)/4.
   */
  @Test
  void byHand() {
    List<Judgement.Value> values = List.of(value(5, 0.9, 0.1), value(5, 0.8, 0.2), value(7, 0.7, 0.6), value(5, 0.1, 0.2));
    assertEquals(25, new Consistency().summary(values), 1e-12);
  }

  /** A picture that a resample has twice is not another than itself: without the 7 there is none like the first, with it the first and its copy have the 7 only. */
  @Test
  void aPictureIsNotAnother() {
    Judgement.Value twice = value(5, 0.9, 0.1);
    assertEquals(0, new Consistency().summary(Collections.nCopies(2, twice)));
    assertEquals(0, new Consistency().summary(List.of(twice, twice, value(7, 0.8, 0.2))));
    assertEquals(100, new Consistency().summary(List.of(twice, twice, value(5, 0.8, 0.2))), 1e-12);
  }

  /** The paper's sum, pair by pair. */
  @Test
  void asPairByPair() {
    List<Judgement.Value> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) values.add(value(i * 7 % 3, i * 13 % 11, i * 5 % 7, i * 17 % 13, i));
    double sum = 0;
    for (int i = 0; i < values.size(); i++) {
      double others = 0, same = 0;
      for (int j = 0; j < values.size(); j++) {
        if (i == j || strongest(values.get(i)) != strongest(values.get(j))) continue;
        others++;
        if (values.get(i).curve().getFirst().equals(values.get(j).curve().getFirst())) same++;
      }
      if (others > 0) sum += same / others;
    }
    assertEquals(100 * sum / values.size(), new Consistency().summary(values), 1e-12);
  }

  private static int strongest(Judgement.Value value) {
    int best = 1;
    for (int k = 2; k < value.curve().size(); k++) if (value.curve().get(k) > value.curve().get(best)) best = k;
    return best;
  }
}
