package lucida.judge.randomisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import lucida.cam.Method;
import lucida.cam.Settings;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.layers.Initial;
import lucida.layers.Model;
import org.junit.jupiter.api.Test;

class LabelRandomisationTest {
  private static final Method GRADCAM = Methods.named("gradcam", Settings.USUAL);
  private static final Subject SUBJECT = JudgedMaps.subject();
  private static final Model OTHER = new Model(SUBJECT.model().network(),
      Initial.weights(SUBJECT.model().network(), 3, Precision.FLOAT64));

  private static JudgedMap judged(Method method) { return JudgedMaps.of(SUBJECT, JudgedMaps.picture(0), method); }

  /** Spearman's correlation slowly: Pearson's of the ranks, those of equal cells their mean. Sums of n terms are each rounded: 3n·ulp of 1. */
  @Test
  void spearmanOfTheMapsOfBothNetworks() {
    JudgedMap judged = judged(GRADCAM);
    Tensor there = GRADCAM.explain(Subject.of(OTHER, "features", SUBJECT.executor())
        .probe(judged.x(), Target.ofClass(JudgedMaps.EXPLAINED))).signed();
    double[] a = ranks(judged.map().signed()), b = ranks(there);
    double mean = (a.length + 1) / 2.0, ab = 0, aa = 0, bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - mean) * (b[i] - mean);
      aa += (a[i] - mean) * (a[i] - mean);
      bb += (b[i] - mean) * (b[i] - mean);
    }
    double value = JudgedMaps.value(new LabelRandomisation(OTHER, true, Similarity.SPEARMAN), judged).value();
    assertEquals(ab / Math.sqrt(aa * bb), value, 3 * a.length * Math.ulp(1.0));
    assertNotEquals(1, value, 0.01);
  }

  private static double[] ranks(Tensor map) {
    double[] cells = map.toDoubles();
    return Arrays.stream(cells).map(v -> Arrays.stream(cells).filter(w -> w < v).count()
        + (Arrays.stream(cells).filter(w -> w == v).count() + 1) / 2.0).toArray();
  }

  /** The same network, and a map that does not look at the network, by every similarity. */
  @Test
  void oneIfNothingChanges() {
    for (Similarity similarity : Similarity.values()) {
      assertEquals(1,
          JudgedMaps.value(new LabelRandomisation(SUBJECT.model(), true, similarity), judged(GRADCAM)).value(), 1e-12);
      assertEquals(1,
          JudgedMaps.value(new LabelRandomisation(OTHER, false, similarity), judged(new JudgedMaps.Given(JudgedMaps.map(0))))
              .value(),
          1e-12);
    }
  }

  /** Two other networks in one evaluation are not taken for each other. */
  @Test
  void eachAsksItsOwnNetwork() {
    JudgedMap judged = judged(GRADCAM);
    double other = JudgedMaps.value(new LabelRandomisation(OTHER, true, Similarity.SSIM), judged).value();
    assertEquals(1, JudgedMaps.value(new LabelRandomisation(SUBJECT.model(), false, Similarity.SSIM), judged).value(), 1e-12);
    assertNotEquals(1, other, 0.01);
  }

  @Test
  void aFlatMapIsLeftOut() {
    JudgedMap flat = judged(new JudgedMaps.Given(JudgedMaps.map(0).scale(0)));
    assertInstanceOf(Judgement.LeftOut.class,
        JudgedMaps.judgement(new LabelRandomisation(OTHER, true, Similarity.SPEARMAN), flat));
  }
}
