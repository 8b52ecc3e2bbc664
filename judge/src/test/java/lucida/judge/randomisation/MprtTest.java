package lucida.judge.randomisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.cam.Method;
import lucida.cam.Noise;
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
import lucida.layers.Weights;
import lucida.pictures.MapComparison;
import org.junit.jupiter.api.Test;

class MprtTest {
  private static final Method GRADCAM = Methods.named("gradcam", Settings.USUAL);

  /** The small network with random weights in these layers, from a seed of the evaluation's. */
  private static Subject random(List<String> layers) {
    Subject subject = JudgedMaps.subject();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(subject.model().weights().tensors());
    Initial.weights(subject.model().network(), LayerOrder.seed(JudgedMaps.SEED), Precision.FLOAT64).tensors()
        .forEach((name, tensor) -> {
          if (layers.contains(name.substring(0, name.indexOf('.')))) tensors.put(name, tensor);
        });
    return Subject.of(new Model(subject.model().network(), new Weights(tensors)), "features", subject.executor());
  }

  private static JudgedMap judged(Method method) { return JudgedMaps.of(JudgedMaps.subject(), JudgedMaps.picture(0), method); }

  private static Tensor signed(List<String> layers, Tensor x) {
    return GRADCAM.explain(random(layers).probe(x, Target.ofClass(JudgedMaps.EXPLAINED))).signed();
  }

  private static Tensor map(List<String> layers, Tensor x) { return signed(layers, x).relu(); }

  /** Without the sign, what the ReLU leaves; the layer has the picture's extents, so that nothing is resized. */
  @Test
  void magnitudes() {
    JudgedMap judged = judged(GRADCAM);
    double top = new MapComparison(judged.map().map(), map(List.of("fc"), judged.x())).spearman();
    double all = new MapComparison(judged.map().map(), map(List.of("fc", "conv"), judged.x())).spearman();
    assertEquals(List.of(top, all), JudgedMaps.value(new Mprt(LayerOrder.TOP_DOWN, Similarity.ABSOLUTE_SPEARMAN), judged).curve());
  }

  @Test
  void asThePaperWritesIt() {
    JudgedMap judged = judged(GRADCAM);
    Tensor L = judged.map().signed();
    double top = new MapComparison(L, signed(List.of("fc"), judged.x())).spearman();
    double all = new MapComparison(L, signed(List.of("fc", "conv"), judged.x())).spearman();
    double bottom = new MapComparison(L, signed(List.of("conv"), judged.x())).spearman();
    assertEquals(List.of(top, all), JudgedMaps.value(new Mprt(LayerOrder.TOP_DOWN, Similarity.SPEARMAN), judged).curve());
    assertEquals(List.of(bottom, all), JudgedMaps.value(new Mprt(LayerOrder.BOTTOM_UP, Similarity.SPEARMAN), judged).curve());
    assertEquals(List.of(top, bottom), JudgedMaps.value(new Mprt(LayerOrder.INDEPENDENT, Similarity.SPEARMAN), judged).curve());
    assertEquals((top + all) / 2, JudgedMaps.value(new Mprt(LayerOrder.TOP_DOWN, Similarity.SPEARMAN), judged).value(), 1e-15);
  }

  /** What does not look at the network stays the same, by every similarity. */
  @Test
  void aGivenMapFailsTheTest() {
    JudgedMap judged = judged(new JudgedMaps.Given(JudgedMaps.map(0)));
    for (LayerOrder order : LayerOrder.values())
      for (Similarity similarity : Similarity.values())
        assertEquals(1, JudgedMaps.value(new Mprt(order, similarity), judged).value(), 1e-12);
    assertEquals(1, JudgedMaps.value(new SmoothMprt(2), judged).value(), 1e-12);
    assertEquals(0, JudgedMaps.value(new EfficientMprt(100), judged).value());
    assertEquals(1, JudgedMaps.value(new RandomLogit(), judged).value(), 1e-12);
  }

  @Test
  void aFlatMapIsLeftOut() {
    JudgedMap judged = judged(new JudgedMaps.Given(JudgedMaps.map(0).scale(0)));
    assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(new Mprt(LayerOrder.TOP_DOWN, Similarity.SPEARMAN), judged));
    assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(new EfficientMprt(100), judged));
  }

  /** Means over three noisy pictures, of the network and of the two steps. */
  @Test
  void smooth() {
    JudgedMap judged = judged(GRADCAM);
    Noise noise = new Noise(3, 0.1, judged.random("smooth mprt").bits(0));
    Tensor own = mean(List.of(), noise, judged);
    double bottom = Similarity.ssim(own, mean(List.of("conv"), noise, judged));
    double all = Similarity.ssim(own, mean(List.of("conv", "fc"), noise, judged));
    assertEquals((bottom + all) / 2, JudgedMaps.value(new SmoothMprt(3), judged).value(), 1e-12);
  }

  private static Tensor mean(List<String> layers, Noise noise, JudgedMap judged) {
    Tensor sum = JudgedMaps.map(0).scale(0);
    for (int n = 0; n < 3; n++) sum = sum.plus(map(layers, noise.sample(judged.x(), n)));
    return sum.scale(1 / 3.0);
  }

  /** Four cells in two bins: three to one, −¾ log ¾ − ¼ log ¼. */
  @Test
  void theEntropyOfAHistogram() {
    EfficientMprt metric = new EfficientMprt(2);
    assertEquals(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), metric.entropy(Tensor.vector(0, 0.4, 1, 0.1)), 1e-15);
    assertEquals(Math.log(2), metric.entropy(Tensor.vector(0, 0.5, 1, 0.1)), 1e-15); // the middle is in the upper bin
    JudgedMap judged = judged(GRADCAM);
    double before = metric.entropy(judged.map().map()), after = metric.entropy(map(List.of("conv", "fc"), judged.x()));
    assertEquals((after - before) / before, JudgedMaps.value(metric, judged).value(), 1e-12);
  }

  /** Of three classes one of 0 and 2 is drawn; both do come for some picture. */
  @Test
  void randomLogit() {
    boolean[] drawn = new boolean[3];
    for (int number = 0; number < 12; number++) {
      JudgedMap judged = JudgedMaps.of(JudgedMaps.subject(), JudgedMaps.picture(number), GRADCAM);
      double value = JudgedMaps.value(new RandomLogit(), judged).value();
      int other = judged.random("random logit").below(2, 0) == 0 ? 0 : 2;
      drawn[other] = true;
      Tensor map = GRADCAM.explain(JudgedMaps.subject().probe(judged.x(), Target.ofClass(other))).map();
      assertEquals(Similarity.ssim(judged.map().map(), map), value, 1e-12);
    }
    assertEquals(List.of(true, false, true), List.of(drawn[0], drawn[1], drawn[2]));
  }
}
