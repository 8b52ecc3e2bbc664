package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class InformationCurveTest {
  private static final double[] REVEALED = {0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.13, 0.21, 0.34, 0.5, 0.75};

  /** The pixel of rank r is there by clamp(48 t − r). Of several points above one s the curve comes to the lowest and goes on from the highest. */
  private static double slow(JudgedMap judged, Tensor map, Road.Measure measure) {
    Tensor x = judged.x(), blurred = Nothing.BLUR.of(judged);
    Information information = Information.inStepsOf(x);
    double H = information.bits(x), H0 = information.bits(blurred), q = quality(judged, x, measure),
        q0 = quality(judged, blurred, measure);
    TreeMap<Double, Double> lowest = new TreeMap<>(Map.of(0.0, 0.0, 1.0, 1.0)), highest = new TreeMap<>(lowest);
    double most = 0;
    for (double t : REVEALED) {
      Tensor there = Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64, e -> {
        double kept = Math.clamp(48 * t - (47 - map.cell(e % 48)), 0, 1);
        return kept * x.cell(e) + (1 - kept) * blurred.cell(e);
      });
      most = Math.max(most, Math.clamp((quality(judged, there, measure) - q0) / (q - q0), 0, 1));
      double s = Math.clamp((information.bits(there) - H0) / (H - H0), 0, 1);
      lowest.merge(s, most, Math::min);
      highest.merge(s, most, Math::max);
    }
    double area = 0;
    for (int i = 0; i <= 10; i++) {
      double s = i / 10.0;
      double a = highest.floorKey(s), b = highest.ceilingKey(s), from = highest.get(a);
      double y = a == b ? from : from + (lowest.get(b) - from) * (s - a) / (b - a);
      area += y * (i == 0 || i == 10 ? 0.05 : 0.1);
    }
    return area;
  }

  private static double quality(JudgedMap judged, Tensor x, Road.Measure measure) {
    return measure == Road.Measure.PROBABILITY
        ? JudgedMaps.probability(judged, x)
        : JudgedMaps.scores(judged, x).argmax() == judged.explained() ? 1 : 0;
  }

  @Test
  void asThePaperWritesIt() {
    Tensor map = JudgedMaps.distinct();
    Subject subject = JudgedMaps.subject();
    for (Road.Measure measure : Road.Measure.values()) {
      int judgements = 0;
      for (int picture = 24; picture < 60 && judgements < 3; picture++) {
        JudgedMap judged = JudgedMaps.of(subject, JudgedMaps.picture(picture), new JudgedMaps.Given(map));
        if (!(JudgedMaps.judgement(new InformationCurve(measure, 10), judged) instanceof Judgement.Value value)) continue;
        assertEquals(slow(judged, map, measure), value.value(), 1e-10, measure + " of picture " + picture);
        judgements++;
      }
      assertEquals(3, judgements, measure + ": pictures that are judged");
    }
  }

  @Test
  void aSetHasTheMedianOfTheCurves() {
    InformationCurve metric = new InformationCurve(Road.Measure.PROBABILITY, 2);
    List<Judgement.Value> values = List.of(value(0.0, 1.0, 1.0), value(0.0, 0.5, 1.0), value(0.0, 0.1, 1.0), value(0.0, 0.3, 1.0));
    assertEquals((0.4 + 0.5) / 2, metric.summary(values), 1e-15);
    assertEquals((0.5 + 0.5) / 2, metric.summary(values.subList(0, 3)), 1e-15);
  }

  private static Judgement.Value value(Double... curve) { return (Judgement.Value) Judgement.of(0, List.of(curve)); }

  @Test
  void aPictureThatLosesNothingIsLeftOut() {
    JudgedMap judged = JudgedMaps.linear(JudgedMaps.map(0), JudgedMaps.map(0).map(_ -> 1), new JudgedMaps.Given(JudgedMaps.map(1)));
    assertEquals(Judgement.leftOut("the class does as well on the blurred picture"),
        JudgedMaps.judgement(new InformationCurve(Road.Measure.PROBABILITY, 10), judged));
  }
}
