package lucida.cam.pixels;

import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.autodiff.run.Executor;
import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Weights;
import org.junit.jupiter.api.Test;

class InputXGradientTest {
  /** Sums of some hundred products in float64. */
  private static final double ROUNDING = 1e-12;

  @Test
  void isTheProduct() {
    Probe probe = Example.DENSE.probe();
    assertSame(probe.picture().times(new Gradient().explain(probe).map()), new InputXGradient().explain(probe).map());
  }

  /** Without biases a piecewise linear network is homogeneous, S(t·x) = t·S(x), whence Σ x ⊙ ∂S/∂x = S; with biases it is not. */
  @Test
  void sumsToTheScoreWithoutBiases() {
    Probe probe = Subject.of(withoutBiases(Example.DENSE.model()), Example.LAYER, Executor.float64()).probe(Example.picture(0),
        Target.ofClass(1));
    double S = probe.logits().cell(1);
    assertEquals(S, new InputXGradient().explain(probe).map().sum(), ROUNDING * Math.abs(S));
    Probe biased = Example.DENSE.probe();
    assertTrue(Math.abs(biased.logits().cell(1) - new InputXGradient().explain(biased).map().sum()) > 0.1);
  }

  private static Model withoutBiases(Model model) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(model.weights().tensors());
    tensors.replaceAll((name, t) -> name.endsWith("bias") ? t.scale(0) : t);
    return new Model(model.network(), new Weights(tensors));
  }
}
