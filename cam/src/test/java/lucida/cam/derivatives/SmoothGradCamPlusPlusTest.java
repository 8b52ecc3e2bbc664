package lucida.cam.derivatives;

import static lucida.core.testkit.TensorAssert.assertClose;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Example;
import lucida.cam.Noise;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.derivatives.SmoothGradCamPlusPlus.Form;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmoothGradCamPlusPlusTest {
  /** Sums of some hundred products in float64, relative to the largest. */
  private static final double ROUNDING = 1e-12;
  private static final Noise NOISE = new Noise(5, 0.2, 7);

  /** The paper loop by loop, with exp(S_r) itself: [SPP 1] or [SPP 2], [SPP 3], [PP 6]. */
  @ParameterizedTest
  @EnumSource(Form.class)
  void isThePaperLoopByLoop(Form form) {
    Probe probe = Example.SMOOTH.probe();
    Tensor A = probe.activations();
    int K = Example.CHANNELS, Z = 36;
    double[][] mean = new double[4][K * Z];
    double largest = Double.NEGATIVE_INFINITY;
    for (int r = 0; r < NOISE.samples(); r++) {
      Probe noisy = probe.about(NOISE.sample(probe.x(), r));
      ScoreDerivatives D = DerivativeRoute.JETS.derivatives(noisy, Score.EXP);
      double S = noisy.logits().cell(1);
      largest = Math.max(largest, S);
      for (int e = 0; e < K * Z; e++) {
        mean[1][e] += Math.exp(S) * D.first().cell(e) / NOISE.samples();
        mean[2][e] += Math.exp(S) * D.second().cell(e) / NOISE.samples();
        mean[3][e] += Math.exp(S) * D.third().cell(e) / NOISE.samples();
      }
    }
    double[] L = new double[Z];
    for (int k = 0; k < K; k++) {
      double sumA = 0;
      for (int ab = 0; ab < Z; ab++) sumA += A.cell(k * Z + ab);
      double w = 0;
      for (int e = k * Z; e < (k + 1) * Z; e++) {
        double below = 2 * mean[2][e] + sumA * mean[3][e];
        double above = form == Form.PRINTED ? mean[1][e] : mean[2][e];
        w += (below == 0 ? 0 : above / below) * Math.max(mean[1][e], 0);
      }
      for (int ij = 0; ij < Z; ij++) L[ij] += w * A.cell(k * Z + ij);
    }
    Tensor actual = new SmoothGradCamPlusPlus(form, Score.EXP, NOISE, List.of(), List.of()).explain(probe).signed();
    assertClose(Tensor.of(Shape.of(6, 6), L).scale(Math.exp(-largest)), actual, ROUNDING);
  }

  /** [SPP 4] Without noise the consistent form is Grad-CAM++, for every score and head; the printed form is not. */
  @ParameterizedTest
  @EnumSource(Example.class)
  void withoutNoiseIsGradCamPlusPlus(Example example) {
    Noise none = new Noise(3, 0, 0);
    Probe probe = example.probe();
    for (Score score : List.of(Score.EXP, Score.PROBABILITY)) {
      Tensor expected = new GradCamPlusPlus(score).explain(probe).signed();
      assertClose(expected, new SmoothGradCamPlusPlus(Form.CONSISTENT, score, none, List.of(), List.of()).explain(probe).signed(),
          ROUNDING);
      Tensor printed = new SmoothGradCamPlusPlus(Form.PRINTED, score, none, List.of(), List.of()).explain(probe).signed();
      assertTrue(printed.minus(expected).norm() > 1e-2 * expected.norm());
    }
  }

  /** [SPP 4] As a limit: a tenth of the noise, less than a fifth of the distance, once no copy crosses a kink any more. */
  @Test
  void shrinkingNoiseLeadsToGradCamPlusPlus() {
    Probe probe = Example.SMOOTH.probe();
    Tensor limit = new GradCamPlusPlus().explain(probe).signed();
    double before = Double.POSITIVE_INFINITY;
    for (double sigma : new double[]{1e-5, 1e-6, 1e-7, 1e-8}) {
      double distance = with(new Noise(4, sigma, 3)).explain(probe).signed().minus(limit).norm();
      assertTrue(distance < before / 5, sigma + ": " + distance + " after " + before);
      before = distance;
    }
  }

  /** [SPP 5] Maps of single channels add up to the whole; weights of single positions too. */
  @Test
  void chosenChannelsAndPositionsAddUp() {
    Probe probe = Example.SMOOTH.probe();
    Tensor whole = with(NOISE).explain(probe).signed();
    Tensor channels = IntStream.range(0, Example.CHANNELS).mapToObj(k -> only(List.of(k), List.of()).explain(probe).signed())
        .reduce(Tensor::plus).orElseThrow();
    assertClose(whole, channels, ROUNDING);
    Tensor positions = only(List.of(), List.of(0, 35)).explain(probe).signed()
        .plus(only(List.of(), IntStream.range(1, 35).boxed().toList()).explain(probe).signed());
    assertClose(whole, positions, ROUNDING);
  }

  @Test
  void refusesAChannelThatIsNotThere() {
    Probe probe = Example.SMOOTH.probe();
    String message = assertThrows(IllegalArgumentException.class, () -> only(List.of(5), List.of()).explain(probe)).getMessage();
    assertTrue(message.contains("no channel or position 5 among the 5"), message);
  }

  /** The same bits with 1 and with 2 threads, and from one seed. */
  @Test
  void sameBitsWhateverTheThreads() {
    Tensor one = float32(1).signed();
    assertSame(one, float32(2).signed());
    assertSame(one, float32(1).signed());
  }

  private static SaliencyMap float32(int threads) {
    Executor executor = Executor.of(Precision.FLOAT32, KernelChoice.named("vector", threads).kernels());
    return with(NOISE)
        .explain(Subject.of(Example.SMOOTH.model(), Example.LAYER, executor).probe(Example.picture(0), Target.predicted()));
  }

  private static SmoothGradCamPlusPlus with(Noise noise) {
    return new SmoothGradCamPlusPlus(Form.CONSISTENT, Score.EXP, noise, List.of(), List.of());
  }

  private static SmoothGradCamPlusPlus only(List<Integer> channels, List<Integer> positions) {
    return new SmoothGradCamPlusPlus(Form.CONSISTENT, Score.EXP, NOISE, channels, positions);
  }
}
