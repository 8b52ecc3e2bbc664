package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lucida.core.Tensor;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;

class ScoreKindTest {
  /** exp(1000) is beyond float64, the probabilities are not: 1/(1 + e⁻¹) and 1/(1 + e). */
  @Test
  void largeLogits() {
    Tensor p = ScoreKind.LOGITS.probabilities(Tensor.vector(1001, 1000)).orElseThrow();
    assertEquals(1 / (1 + Math.exp(-1)), p.cell(0), Math.ulp(1.0));
    assertEquals(1 / (1 + Math.E), p.cell(1), Math.ulp(1.0));
    Tensor sides = ScoreKind.SIGMOID.probabilities(Tensor.vector(-1000, 1000)).orElseThrow();
    assertEquals(0, sides.cell(0));
    assertEquals(1, sides.cell(1));
  }

  @Test
  void valuesHaveNone() {
    assertTrue(ScoreKind.VALUE.probabilities(Tensor.vector(1, 2)).isEmpty());
    assertTrue(ScoreKind.LOGITS.probabilities(Tensor.vector(1)).isEmpty(), "a softmax over one");
  }

  /** Built-in networks give logits; with one class alone it is a value. */
  @Test
  void ofANetwork() {
    assertEquals(ScoreKind.LOGITS, Architectures.named("cifar-resnet20").write(1, Mode.INFERENCE).scoreKind());
    assertEquals(ScoreKind.VALUE, Architectures.named("cifar-resnet20", 1).write(1, Mode.INFERENCE).scoreKind());
    Network sigmoids = Architectures.named("cifar-resnet20", 1).withScores(ScoreKind.SIGMOID);
    assertEquals(ScoreKind.SIGMOID, BatchNormFolding.folded(sigmoids).write(1, Mode.INFERENCE).scoreKind());
  }
}
