package lucida.judge.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import lucida.judge.Metric;
import lucida.judge.ObjectTruth;
import lucida.judge.Redrawn;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/**
 * A picture of three pixels, each a part of one object, which is 1 or taken away, 0; the scores are 0 and 4a + 2b + 0c + bias. With a bias of −3 the class is
 * found exactly where a is there: S is 3, without a −1, without b 1, without c 3, and {a} is the one smallest set that suffices.
 */
class PartCheckTest {
  private static final Shape PICTURE = Shape.of(1, 1, 3);

  private static JudgedMap judged(double bias, int objects, double... map) {
    Subject subject = JudgedMaps.linear(PICTURE, Tensor.of(Shape.of(2, 3), 0, 0, 0, 4, 2, 0), Tensor.vector(0, bias));
    Map<String, Tensor> parts = new LinkedHashMap<>();
    for (int p = 0; p < 3; p++) {
      int at = p;
      parts.put(List.of("a", "b", "c").get(p), Tensor.filled(Shape.of(1, 3), Precision.FLOAT64, e -> e == at ? 1 : 0));
    }
    parts.put("hidden", Tensor.filled(Shape.of(1, 3), Precision.FLOAT64, _ -> 0));
    ObjectTruth object = new ObjectTruth(JudgedMaps.EXPLAINED, new Box(0, 0, 0, 2), Optional.empty(), parts,
        OptionalDouble.empty());
    Tensor x = Tensor.filled(PICTURE, Precision.FLOAT64, _ -> 1);
    Redrawn redrawn = new Redrawn() {
      @Override
      public Tensor without(Set<String> gone) {
        return Tensor.filled(PICTURE, Precision.FLOAT64, e -> gone.contains(List.of("a", "b", "c").get(e)) ? 0 : 1);
      }

      @Override
      public Tensor withoutObjects() { return x.scale(0); }

      @Override
      public Tensor withoutObject(int object) { return x.scale(0); }

      @Override
      public List<Tensor> background() { return List.of(); }

      @Override
      public Tensor withoutBackground(int k) { throw new IndexOutOfBoundsException(k); }
    };
    LabelledPicture picture = new LabelledPicture("x", x, OptionalInt.of(JudgedMaps.EXPLAINED),
        Collections.nCopies(objects, object), Optional.empty(), Optional.of(redrawn));
    return JudgedMaps.of(subject, picture, new JudgedMaps.Given(Tensor.of(Shape.of(1, 3), map)));
  }

  private static double value(PartCheck.Check check, double... map) {
    return JudgedMaps.value(new PartCheck(check), judged(-3, 1, map)).value();
  }

  /**
   * a is important at every threshold up to 0.5, b below 0.3, c below 0.1: at 15 of the 80 thresholds 0.01 + 0.49 k/79, k = 0 … 14. Removing c changes nothing: it is
   * irrelevant, and 65 of 80 thresholds leave it out.
   */
  @Test
  void aMapThatRanksPartsAsTheNetworkDoes() {
    double[] map = {0.6, 0.3, 0.1};
    assertEquals(100, value(PartCheck.Check.CONTROLLED_SYNTHETIC_DATA, map), 1e-12);
    assertEquals(100, value(PartCheck.Check.PRESERVATION, map), 1e-12);
    assertEquals(100, value(PartCheck.Check.DELETION, map), 1e-12);
    assertEquals(100 * 65 / 80.0, value(PartCheck.Check.DISTRACTIBILITY, map), 1e-12);
    assertEquals((100 + 100 * 65 / 80.0) / 2, value(PartCheck.Check.COMPLETENESS, map), 1e-12);
    assertEquals(1, JudgedMaps.value(new SingleDeletion(), judged(-3, 1, map)).value(), 1e-12);
  }

  /** c is always important, b below 0.15, a below 0.05: at 7 thresholds, k = 0 … 6. */
  @Test
  void aMapThatRanksThemTheOtherWayRound() {
    double[] map = {0.05, 0.15, 0.8};
    for (PartCheck.Check check : List.of(PartCheck.Check.CONTROLLED_SYNTHETIC_DATA, PartCheck.Check.PRESERVATION,
        PartCheck.Check.DELETION))
      assertEquals(100 * 7 / 80.0, value(check, map), 1e-12, check.toString());
    assertEquals(0, value(PartCheck.Check.DISTRACTIBILITY, map), 1e-12);
    assertEquals(100 * 7 / 80.0 / 2, value(PartCheck.Check.COMPLETENESS, map), 1e-12);
    assertEquals(0, JudgedMaps.value(new SingleDeletion(), judged(-3, 1, map)).value(), 1e-12);
  }

  /** At thresholds from 0.1 on the first map has 100 % and the second 0 %; below 0.05 all parts are important to both, (1 + 0)/2 each. Both ways the mean is 50 %. */
  @Test
  void completenessIsThatOfTheBestThreshold() {
    Metric metric = new PartCheck(PartCheck.Check.COMPLETENESS);
    Judgement.Value good = JudgedMaps.value(metric, judged(-3, 1, 0.6, 0.3, 0.1));
    Judgement.Value bad = JudgedMaps.value(metric, judged(-3, 1, 0.05, 0.15, 0.8));
    assertEquals(100, metric.summary(List.of(good)), 1e-12);
    assertEquals(50, metric.summary(List.of(bad)), 1e-12, "at the first threshold all parts are important");
    assertEquals(50, metric.summary(List.of(good, bad)), 1e-12);
    Metric deletion = new PartCheck(PartCheck.Check.DELETION);
    assertEquals((100 + 100 * 7 / 80.0) / 2, deletion.summary(List.of(JudgedMaps.value(deletion, judged(-3, 1, 0.6, 0.3, 0.1)),
        JudgedMaps.value(deletion, judged(-3, 1, 0.05, 0.15, 0.8)))), 1e-12);
  }

  /** With a bias of −5 neither a nor b suffices alone, and {a, b} does: a map of a alone has half of it. */
  @Test
  void aSmallestSetOfTwo() {
    Judgement.Value half = JudgedMaps.value(new PartCheck(PartCheck.Check.CONTROLLED_SYNTHETIC_DATA), judged(-5, 1, 1, 0, 0));
    assertEquals(50, half.value(), 1e-12);
  }

  @Test
  void whatCannotBeCheckedIsLeftOut() {
    Metric check = new PartCheck(PartCheck.Check.DELETION);
    assertEquals(Judgement.leftOut("the network finds another class"), JudgedMaps.judgement(check, judged(-10, 1, 1, 0, 0)));
    assertEquals(Judgement.leftOut("no cell of the map is positive"), JudgedMaps.judgement(check, judged(-3, 1, 0, 0, 0)));
    Judgement missing = Judgement.leftOut("the picture cannot be drawn again without parts of one object of the class");
    assertEquals(missing, JudgedMaps.judgement(check, judged(-3, 2, 1, 0, 0)));
    assertEquals(missing, JudgedMaps.judgement(check, JudgedMaps.of(JudgedMaps.map(0))));
  }
}
