package lucida.judge.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.channels.GradCam;
import lucida.cam.Score;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.pictures.Filter;
import lucida.pictures.Resize;
import org.junit.jupiter.api.Test;

class FalseConfidenceTest {
  private static final JudgedMap JUDGED = JudgedMaps.of(JudgedMaps.subject(), JudgedMaps.picture(4), new GradCam());

  /** w and C as the paper has them, one channel after another. */
  @Test
  void channelByChannel() {
    Tensor A = JUDGED.probe().activations(), g = JUDGED.probe().gradient(Score.LOGIT), x = JUDGED.x();
    int K = A.shape().extent(0), Z = A.shape().extent(1) * A.shape().extent(2);
    List<Double> w = new ArrayList<>(), C = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      double sum = 0;
      for (int ij = 0; ij < Z; ij++) sum += g.cell(k * Z + ij) / Z;
      w.add(sum);
      Tensor up = new Resize(JudgedMaps.WIDTH, JudgedMaps.HEIGHT, Filter.BILINEAR).of(A.select(0, k));
      Tensor masked = Tensor.filled(x.shape(), x.precision(),
          e -> x.cell(e) * (up.cell(e % up.size()) - up.min()) / (up.max() - up.min()));
      C.add(JudgedMaps.scores(JUDGED, masked).cell(JudgedMaps.EXPLAINED));
    }
    double against = 0, pairs = 0;
    for (int i = 0; i < K; i++)
      for (int j = 0; j < K; j++)
        if (w.get(i) > w.get(j)) {
          pairs++;
          if (C.get(i) < C.get(j)) against++;
        }
    Judgement.Value found = value(FalseConfidence.Measure.DISCORDANT);
    assertEquals(against / pairs, found.value());
    for (int k = 0; k < K; k++) {
      assertEquals(w.get(k), found.curve().get(k), 1e-12 * Math.abs(w.get(k)) + 1e-15);
      assertEquals(C.get(k), found.curve().get(K + k), 1e-12 * Math.abs(C.get(k)) + 1e-12);
    }
    // Spearman without ties: 1 − 6 Σ d² / (K (K² − 1))
    double d2 = IntStream.range(0, K).mapToDouble(k -> Math.pow((double) rank(w, k) - rank(C, k), 2)).sum();
    assertEquals(1 - 6 * d2 / (K * (K * K - 1.0)), value(FalseConfidence.Measure.CORRELATION).value(), 1e-12);
  }

  private static long rank(List<Double> values, int k) { return values.stream().filter(v -> v < values.get(k)).count(); }

  private static Judgement.Value value(FalseConfidence.Measure measure) {
    return JudgedMaps.value(new FalseConfidence(measure), JUDGED);
  }

  @Test
  void otherMethodsHaveNoWeights() {
    JudgedMap given = JudgedMaps.of(JudgedMaps.map(1));
    assertTrue(JudgedMaps.judgement(new FalseConfidence(FalseConfidence.Measure.CORRELATION), given) instanceof Judgement.LeftOut);
  }

  @Test
  void gradientsOfThisNetworkDoNotVanish() {
    assertEquals(0, value(FalseConfidence.Measure.VANISHING).value());
  }
}
