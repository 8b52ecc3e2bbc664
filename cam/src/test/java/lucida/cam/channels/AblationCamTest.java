package lucida.cam.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.cam.Example;
import lucida.cam.Flag;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Slow;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AblationCamTest {
  /**
   * [OT 6] Under GAP and a linear layer S = Σ_k w^c_k mean(A^k) + b, so that S − S_{A^k:=0} is channel k's contribution, and w_k =
   * w^c_k mean(A^k) / S.
   */
  @Test
  void linearHead() {
    Probe probe = Example.GAP.probe();
    Tensor fc = probe.subject().model().weights().tensors().get("fc.weight");
    Tensor w = new AblationCam().weights(probe).w();
    Tensor mean = probe.activations().mean(1, 2);
    for (int k = 0; k < w.size(); k++)
      assertEquals(fc.at(1, k) * mean.cell(k) / probe.logits().cell(1), w.cell(k), Slow.ROUNDING);
  }

  /**
   * [OT 6] A channel that is removed in the whole network, not in the head: the filters that make it are set to 0. The score is a number
   * of order 1, as are its differences.
   */
  @ParameterizedTest
  @CsvSource({"DENSE, LOGIT", "SMOOTH, LOGIT", "DENSE, PROBABILITY", "SMOOTH, EXP"})
  void isThePapersSum(Example example, Score score) {
    Probe probe = example.probe();
    double Y = value(example.subject(), score);
    Tensor w = new AblationCam(score).weights(probe).w();
    for (int k = 0; k < w.size(); k++)
      assertEquals((Y - value(example.subjectWithDeadChannel(k), score)) / Y, w.cell(k), 10 * Slow.ROUNDING / Math.abs(Y));
  }

  private static double value(Subject subject, Score score) {
    double[] S = subject.model().scores(Example.picture(0).reshape(Shape.of(1, 3, 12, 12)), subject.executor()).toDoubles();
    return switch (score) {
      case LOGIT -> S[1];
      case EXP -> Math.exp(S[1]);
      case PROBABILITY -> Slow.softmax(S)[1];
    };
  }

  /** Batches change rounding only; a channel that is 0 anyway has the weight 0. */
  @Test
  void batchesAndDeadChannels() {
    Subject subject = Example.SMOOTH.subjectWithDeadChannel(3);
    Tensor w = new AblationCam().weights(subject.probe(Example.picture(0), Target.ofClass(1))).w();
    assertEquals(0, w.cell(3));
    Slow.assertClose(w, new AblationCam().weights(subject.inBatchesOf(3).probe(Example.picture(0), Target.ofClass(1))).w(),
        10 * Slow.ROUNDING);
  }

  @Test
  void scoreOfZeroIsRefused() {
    Target zero = Target.ofScores("nothing", S -> S.at(1, 0).minus(S.at(1, 0)));
    Probe probe = Example.DENSE.subject().probe(Example.picture(0), zero);
    String reason = assertThrows(NotApplicableException.class, () -> new AblationCam().explain(probe)).getMessage();
    assertTrue(reason.contains("divides by the score of nothing, which is 0"), reason);
  }

  /** Of a negative score all signs turn around, which is said. */
  @Test
  void negativeScoreIsFlagged() {
    Target against = Target.ofScores("against", S -> S.at(1, 1).times(S.at(1, 1)).negate());
    Probe probe = Example.DENSE.subject().probe(Example.picture(0), against);
    assertTrue(new AblationCam().explain(probe).flags().stream().anyMatch(f -> f.text().startsWith("the score is negative")));
    Target with = Target.ofScores("for", S -> S.at(1, 1).times(S.at(1, 1)));
    assertTrue(new AblationCam().explain(Example.DENSE.subject().probe(Example.picture(0), with)).flags().stream()
        .noneMatch(f -> f.kind() == Flag.Kind.NOTE));
  }

  /** Only the head is run: 5 runs of two small layers are less than as many runs of the network. */
  @Test
  void runs() {
    long runs = new AblationCam().runs(Example.GAP.probe());
    assertTrue(runs >= 2 && runs <= 3, "runs " + runs);
    assertEquals(new AblationCam(), Methods.named("ablationcam", Settings.USUAL));
  }
}
