package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.autodiff.Expr;
import lucida.cam.channels.GradCam;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static double value(Target target) {
    return Example.DENSE.subject().probe(Example.picture(0), target).value(Score.LOGIT);
  }

  private static final Tensor S = Example.DENSE.probe().logits();
  private static final Tensor A = Example.DENSE.probe().activations();

  @Test
  void classes() {
    assertEquals(S.cell(2), value(Target.ofClass(2)), Slow.ROUNDING);
    assertEquals(S.cell(0) + S.cell(3), value(Target.classes(0, 3)), Slow.ROUNDING);
    assertEquals(S.max(), value(Target.predicted()), Slow.ROUNDING);
    assertEquals(S.min(), value(new Target.Predicted(3)), Slow.ROUNDING);
  }

  /** Who asked for the predicted class is told which it is. */
  @Test
  void predictedHasANumber() {
    assertEquals(Target.ofClass(S.argmax()), Example.DENSE.subject().probe(Example.picture(0), Target.predicted()).target());
  }

  @Test
  void anyFunctionOfTheScores() {
    assertEquals(S.cell(1) - S.cell(0), value(Target.ofScores("1 against 0", scores -> scores.at(1, 1).minus(scores.at(1, 0)))),
        Slow.ROUNDING);
  }

  /** What lies in the layer itself has a gradient by it that is seen at once: 1, 1/Z, 1/K, or 1/(positions of the region). */
  @Test
  void partsOfALayer() {
    assertEquals(A.at(3, 2, 4), value(Target.unit(Example.LAYER, 3, 2, 4)), 0);
    assertEquals(A.select(0, 3).mean(), value(Target.channel(Example.LAYER, 3)), Slow.ROUNDING);
    assertEquals(A.select(1, 2).select(1, 4).mean(), value(Target.position(Example.LAYER, 2, 4)), Slow.ROUNDING);
    assertEquals(A.select(0, 1).slice(0, 2, 5).slice(1, 0, 3).mean(), value(Target.region(Example.LAYER, 1, 2, 0, 5, 3)),
        Slow.ROUNDING);
    Tensor g = Example.DENSE.subject().probe(Example.picture(0), Target.region(Example.LAYER, 1, 2, 0, 5, 3))
        .gradient(Score.LOGIT);
    for (int k = 0; k < 5; k++)
      for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++)
          assertEquals(k == 1 && i >= 2 && i < 5 && j < 3 ? 1.0 / 9 : 0, g.at(k, i, j), 1e-15);
  }

  @Test
  void thereIsNoSuchClass() {
    for (int id : new int[]{-1, 4}) {
      String message = assertThrows(IllegalArgumentException.class, () -> value(Target.ofClass(id))).getMessage();
      assertEquals("There is no class " + id + " among the 4 of the network, numbered from 0", message);
    }
  }

  @Test
  void functionOfTheWrongShape() {
    String message = assertThrows(IllegalArgumentException.class, () -> value(Target.ofScores("all", (Expr scores) -> scores)))
        .getMessage();
    assertTrue(message.contains("The target 'all' has the shape [1, 4]"), message);
  }

  /** Only a class has a probability. */
  @Test
  void probabilityOfAUnit() {
    Probe probe = Example.DENSE.subject().probe(Example.picture(0), Target.channel(Example.LAYER, 0));
    String message = assertThrows(IllegalArgumentException.class, () -> probe.gradient(Score.PROBABILITY)).getMessage();
    assertTrue(message.contains("Only a class has a probability, not 'channel 0 of features'"), message);
  }

  /** What lies before the layer does not depend on it. */
  @Test
  void targetBeforeTheLayer() {
    Probe probe = Example.DENSE.subject().probe(Example.picture(0), Target.channel("relu1", 0));
    String message = assertThrows(IllegalArgumentException.class, () -> probe.gradient(Score.LOGIT)).getMessage();
    assertTrue(message.contains("does not depend on layer 'features'"), message);
  }

  /** A map of any target: of a unit it is that channel's, as only its derivative is not 0. */
  @Test
  void gradCamOfAChannel() {
    Probe probe = Example.DENSE.subject().probe(Example.picture(0), Target.channel(Example.LAYER, 4));
    Slow.assertClose(A.select(0, 4).scale(1.0 / 36), new GradCam().explain(probe).signed(), Slow.ROUNDING);
  }
}
