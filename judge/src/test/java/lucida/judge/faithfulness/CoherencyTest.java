package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import lucida.cam.Method;
import lucida.cam.Settings;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class CoherencyTest {
  /** A map that does not look at the picture is the map of every other. */
  @Test
  void aGivenMapIsCoherent() {
    assertEquals(100, JudgedMaps.value(new Coherency(), JudgedMaps.of(JudgedMaps.map(0))).value(), 1e-12);
  }

  @Test
  void aFlatMapIsLeftOut() {
    JudgedMap flat = JudgedMaps.of(JudgedMaps.map(0).scale(0));
    assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(new Coherency(), flat));
    assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(new Adcc(), flat));
  }

  /** Both metrics in plain loops: HiResCAM again on x ∘ L̂; the layer has the picture's extents, so nothing is resized. */
  @Test
  void asThePaperWritesThem() {
    Method hirescam = Methods.named("hirescam", Settings.USUAL);
    for (int number = 0; number < 3; number++) {
      JudgedMap judged = JudgedMaps.of(JudgedMaps.subject(), JudgedMaps.picture(number), hirescam);
      Tensor L = judged.map().map();
      double least = L.min(), range = L.max() - least, bright = 0;
      for (int e = 0; e < 48; e++) bright += (L.cell(e) - least) / range / 48;
      Tensor left = Tensor.filled(JudgedMaps.PICTURE, Precision.FLOAT64,
          e -> judged.x().cell(e) * (L.cell(e % 48) - least) / range);
      Tensor again = hirescam.explain(JudgedMaps.subject().probe(left, Target.ofClass(1))).map();
      double coherency = (1 + CorrelationTest.pearson(L.toDoubles(), again.toDoubles())) / 2;
      assertEquals(100 * coherency, JudgedMaps.value(new Coherency(), judged).value(), 1e-10);
      double Y = judged.probability(), drop = Math.max(0, Y - JudgedMaps.probability(judged, left)) / Y;
      assertEquals(300 / (1 / coherency + 1 / (1 - bright) + 1 / (1 - drop)), JudgedMaps.value(new Adcc(), judged).value(), 1e-10);
    }
  }

  /** Of two pictures: means 50, 40 and 20, hence 3/(1/50 + 1/60 + 1/80); of one it is ADCC. */
  @Test
  void theHarmonicMeanOfMeans() {
    AdccOfMeans metric = new AdccOfMeans();
    List<Judgement.Value> values = List.of((Judgement.Value) Judgement.of(0, List.of(30.0, 60.0, 0.0)),
        (Judgement.Value) Judgement.of(0, List.of(70.0, 20.0, 40.0)));
    assertEquals(3 / (1 / 50.0 + 1 / 60.0 + 1 / 80.0), metric.summary(values), 1e-12);
    Judgement.Value one = JudgedMaps.value(metric, JudgedMaps.of(JudgedMaps.map(0)));
    assertEquals(one.value(), metric.summary(List.of(one)), 1e-12);
  }
}
