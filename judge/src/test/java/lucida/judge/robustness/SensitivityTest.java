package lucida.judge.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import org.junit.jupiter.api.Test;

class SensitivityTest {
  private static final int SAMPLES = 6;
  private static final double RADIUS = 0.1;

  private static Sensitivity metric(Sensitivity.Over over, Sensitivity.Scale scale) {
    return new Sensitivity(over, scale, SAMPLES, RADIUS);
  }

  /** Of S = w·x input × gradient is w ∘ x', shown by its magnitude: plain loops over the samples. */
  @Test
  void asThePapersWriteThem() {
    Tensor w = JudgedMaps.map(0), x = JudgedMaps.map(1);
    JudgedMap judged = JudgedMaps.linear(w, x, Methods.named("input-x-gradient", Settings.USUAL));
    double r = RADIUS * (x.max() - x.min()), most = 0, mean = 0, lipschitz = 0, ofMap = 0, ofPicture = 0, largest = 0;
    for (int e = 0; e < 48; e++) {
      ofMap += Math.pow(w.cell(e) * x.cell(e), 2);
      ofPicture += Math.pow(x.cell(e), 2);
      largest = Math.max(largest, Math.abs(w.cell(e) * x.cell(e)));
    }
    for (int s = 0; s < SAMPLES; s++) {
      Tensor noise = judged.random("perturbed maps").stream(s).uniform(judged.x().shape(), Precision.FLOAT64, -r, r);
      double change = 0, step = 0, own = 0, ofNormalised = 0;
      for (int e = 0; e < 48; e++) own = Math.max(own, Math.abs(w.cell(e) * (x.cell(e) + noise.cell(e))));
      for (int e = 0; e < 48; e++) {
        double before = Math.abs(w.cell(e) * x.cell(e)), after = Math.abs(w.cell(e) * (x.cell(e) + noise.cell(e)));
        change += Math.pow(after - before, 2);
        ofNormalised += Math.pow(after / own - before / largest, 2);
        step += Math.pow(noise.cell(e), 2);
        assertTrue(Math.abs(noise.cell(e)) <= r);
      }
      most = Math.max(most, Math.sqrt(change));
      mean += Math.sqrt(change) / SAMPLES;
      lipschitz = Math.max(lipschitz, Math.sqrt(ofNormalised / step));
    }
    assertEquals(most / Math.sqrt(ofMap), JudgedMaps.value(metric(Sensitivity.Over.MAX, Sensitivity.Scale.MAP), judged).value(),
        1e-12);
    assertEquals(mean / Math.sqrt(ofMap), JudgedMaps.value(metric(Sensitivity.Over.AVG, Sensitivity.Scale.MAP), judged).value(),
        1e-12);
    assertEquals(most / Math.sqrt(ofPicture),
        JudgedMaps.value(metric(Sensitivity.Over.MAX, Sensitivity.Scale.PICTURE), judged).value(), 1e-12);
    assertEquals(lipschitz, JudgedMaps.value(new LocalLipschitzEstimate(SAMPLES, RADIUS), judged).value(), 1e-11);
  }

  /** The same map by continuity and the three stabilities: A = x, S = (0, w·x); samples of another class do not count. */
  @Test
  void continuityAndStabilityAsThePapersWriteThem() {
    Tensor w = JudgedMaps.map(0), x = JudgedMaps.map(1).map(v -> v == 0 ? 0.1 : v);
    JudgedMap judged = JudgedMaps.linear(w, x, Methods.named("input-x-gradient", Settings.USUAL));
    double r = RADIUS * (x.max() - x.min()), S = w.dot(x), continuity = 0, largest = 0;
    double[] stability = new double[3];
    for (int e = 0; e < 48; e++) largest = Math.max(largest, Math.abs(w.cell(e) * x.cell(e)));
    for (int s = 0; s < SAMPLES; s++) {
      Tensor near = judged.x()
          .plus(judged.random("perturbed maps").stream(s).uniform(judged.x().shape(), Precision.FLOAT64, -r, r));
      double change = 0, step = 0, own = 0, ofMap = 0, ofPicture = 0, other = 0;
      for (int e = 0; e < 48; e++) {
        own = Math.max(own, Math.abs(w.cell(e) * near.cell(e)));
        other += w.cell(e) * near.cell(e);
      }
      for (int e = 0; e < 48; e++) {
        double before = Math.abs(w.cell(e) * x.cell(e)), after = Math.abs(w.cell(e) * near.cell(e));
        change += Math.abs(after - before);
        step += Math.pow(near.cell(e) - x.cell(e), 2);
        ofMap += before == 0 ? 0 : Math.pow((after / own - before / largest) / (before / largest), 2);
        ofPicture += Math.pow((near.cell(e) - x.cell(e)) / x.cell(e), 2);
      }
      continuity = Math.max(continuity, change / Math.sqrt(step));
      if (other > 0 != S > 0) continue;
      double[] divisors = {Math.sqrt(ofPicture), Math.abs(other - S), Math.sqrt(ofPicture)};
      for (int i = 0; i < 3; i++) stability[i] = Math.max(stability[i], Math.sqrt(ofMap) / divisors[i]);
    }
    assertEquals(continuity, JudgedMaps.value(new Continuity(SAMPLES, RADIUS), judged).value(), 1e-11);
    List<RelativeStability.To> all = List.of(RelativeStability.To.values());
    for (int i = 0; i < all.size(); i++)
      assertEquals(1, JudgedMaps.value(new RelativeStability(all.get(i), SAMPLES, RADIUS), judged).value() / stability[i], 1e-10,
          all.get(i).name());
  }

  /** Of S = w·x the gradient is w everywhere. */
  @Test
  void aConstantMapIsNotSensitive() {
    JudgedMap judged = JudgedMaps.linear(JudgedMaps.map(0), JudgedMaps.map(1), Methods.named("gradient", Settings.USUAL));
    assertEquals(0, JudgedMaps.value(metric(Sensitivity.Over.MAX, Sensitivity.Scale.MAP), judged).value());
    assertEquals(0, JudgedMaps.value(new LocalLipschitzEstimate(SAMPLES, RADIUS), judged).value());
    assertEquals(0, JudgedMaps.value(new Continuity(SAMPLES, RADIUS), judged).value());
    for (RelativeStability.To to : RelativeStability.To.values())
      assertEquals(0, JudgedMaps.value(new RelativeStability(to, SAMPLES, RADIUS), judged).value());
  }

  @Test
  void aMapOfZerosHasNoRelativeChange() {
    JudgedMap judged = JudgedMaps.of(JudgedMaps.map(0).scale(0));
    assertInstanceOf(Judgement.LeftOut.class, JudgedMaps.judgement(metric(Sensitivity.Over.MAX, Sensitivity.Scale.MAP), judged));
    assertEquals(0, JudgedMaps.value(metric(Sensitivity.Over.MAX, Sensitivity.Scale.PICTURE), judged).value());
  }
}
