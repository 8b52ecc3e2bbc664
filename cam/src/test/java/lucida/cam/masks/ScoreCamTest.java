package lucida.cam.masks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.autodiff.run.Executor;
import lucida.cam.Baseline;
import lucida.cam.Example;
import lucida.cam.Flag;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.cam.channels.ChannelWeights;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreCamTest {
  /** H^k = s(Up(A^k)) of each channel. [SC 1] */
  static double[][][] masks(double[][][] A) {
    double[][][] H = new double[A.length][][];
    for (int k = 0; k < A.length; k++) {
      H[k] = Slow.up(A[k], 12, 12);
      double least = Slow.min(H[k]);
      double largest = Slow.max(H[k]);
      for (double[] row : H[k]) for (int j = 0; j < row.length; j++) row[j] = (row[j] - least) / (largest - least);
    }
    return H;
  }

  /** f^c(x∘H + x_b∘(1 − H)), one picture at a time. [SC 2] */
  static double score(Probe probe, Score score, double[][] H, Tensor xb) {
    Tensor x = probe.x();
    Tensor masked = Tensor.filled(x.shape(), x.precision(), e -> {
      double h = H[e / 12 % 12][e % 12];
      return x.cell(e) * h + xb.cell(e) * (1 - h);
    });
    double[] S = probe.subject().model().scores(masked, probe.executor()).toDoubles();
    return score == Score.LOGIT ? S[1] : Slow.softmax(S)[1];
  }

  /** [SC 1, SC 2, SC 3], f^c(x_b) not left out. */
  @ParameterizedTest
  @CsvSource({"GAP, LOGIT, ZERO", "DENSE, LOGIT, MEAN", "SMOOTH, LOGIT, BLUR", "DENSE, PROBABILITY, ZERO",
      "SMOOTH, PROBABILITY, MEAN"})
  void isThePapersSum(Example example, Score score, Baseline baseline) {
    Probe probe = example.probe();
    double[][][] A = Slow.cells(probe.activations());
    double[][][] H = masks(A);
    Tensor xb = baseline.of(probe.x());
    double[] C = new double[A.length];
    for (int k = 0; k < C.length; k++) C[k] = score(probe, score, H[k], xb) - score(probe, score, new double[12][12], xb);
    SaliencyMap map = new ScoreCam(score, baseline).explain(probe);
    Slow.assertClose(Slow.relu(Slow.weighted(Slow.softmax(C), A)), map.map(), Slow.ROUNDING);
    assertEquals(List.of(), map.flags());
  }

  /** However many masked pictures are computed at once; rounding apart. */
  @Test
  void batchesDoNotMatter() {
    Tensor expected = new ScoreCam().explain(Example.DENSE.probe()).map();
    for (int batch : new int[]{1, 2, 3, 7}) {
      Probe probe = Example.DENSE.subject().inBatchesOf(batch).probe(Example.picture(0), Target.ofClass(1));
      Slow.assertClose(expected, new ScoreCam().explain(probe).map(), Slow.ROUNDING);
    }
  }

  /** A constant that is added to all scores changes no probability, and cancels in the softmax over the channels. */
  @Test
  void constantAddedToAllScoresDoesNotMatter() {
    Probe raised = Example.DENSE.with("fc2.bias", bias -> bias.map(b -> b + 3)).probe(Example.picture(0), Target.ofClass(1));
    for (Score score : List.of(Score.LOGIT, Score.PROBABILITY)) {
      ScoreCam scorecam = new ScoreCam(score, Baseline.ZERO);
      Slow.assertClose(scorecam.explain(Example.DENSE.probe()).map(), scorecam.explain(raised).map(), Slow.ROUNDING);
    }
  }

  /** The same bits on 1 and 2 threads, in both precisions, on a picture that is large enough to be shared out. */
  @Test
  void threadsDoNotChangeABit() {
    for (Precision precision : Precision.values())
      assertTrue(map(precision, 1).sameAs(map(precision, 2)), precision.toString());
  }

  private static Tensor map(Precision precision, int threads) {
    String name = KernelChoice.standard().kernels().name();
    Executor executor = Executor.of(precision, KernelChoice.named(name, threads).kernels());
    Tensor x = RandomStream.of(Example.SEED).stream("large").gaussian(Shape.of(3, 48, 48), precision, 0.2, 1);
    return new ScoreCam().explain(Subject.of(Example.GAP.model(), Example.LAYER, executor).probe(x, Target.ofClass(1))).map();
  }

  /** A constant channel has no mask: it takes no part in the softmax of the others, and is counted. */
  @Test
  void constantChannelIsLeftOut() {
    Probe probe = Example.DENSE.subjectWithDeadChannel(2).probe(Example.picture(0), Target.ofClass(1));
    ChannelWeights weights = new ScoreCam().weights(probe);
    assertEquals(0, weights.w().cell(2));
    assertEquals(1, weights.w().sum(), Slow.ROUNDING);
    assertEquals(List.of(new Flag(Flag.Kind.NO_MASK, 1, "1 of 5 channels are constant, have no mask and are left out")),
        weights.flags());
    assertEquals(5, new ScoreCam().runs(probe)); // A, and 4 masks
  }

  @Test
  void allChannelsConstant() {
    Subject subject = Example.GAP.with("conv2.bias", bias -> bias.map(_ -> -1000));
    SaliencyMap map = new ScoreCam().explain(subject.probe(Example.picture(0), Target.ofClass(1)));
    assertEquals(List.of(Flag.Kind.NO_MASK, Flag.Kind.FLAT), map.flags().stream().map(Flag::kind).toList());
  }

  /** Where A is near 1e30 or 1e−30 the masks are the same. */
  @Test
  void masksDoNotDependOnTheUnitOfA() {
    Probe probe = Example.DENSE.probe();
    Tensor A = probe.activations();
    Tensor H = ChannelMasks.of(A, probe).mask(0);
    for (double unit : new double[]{0x1p100, 0x1p-100}) assertTrue(H.sameAs(ChannelMasks.of(A.scale(unit), probe).mask(0)));
    assertEquals(0, H.min());
    assertEquals(1, H.max());
  }

  @Test
  void names() {
    assertEquals(new ScoreCam(), Methods.named("scorecam", Settings.USUAL));
    assertEquals(new ScoreCam(Score.PROBABILITY, Baseline.ZERO), Methods.named("scorecam-probability", Settings.USUAL));
    assertEquals("scorecam", new ScoreCam().name());
    assertEquals("scorecam-probability", new ScoreCam(Score.PROBABILITY, Baseline.MEAN).name());
    assertThrows(NotApplicableException.class, () -> new ScoreCam(Score.EXP, Baseline.ZERO).explain(Example.GAP.probe()));
  }
}
