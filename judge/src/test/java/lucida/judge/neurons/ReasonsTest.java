package lucida.judge.neurons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.DoubleStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Model;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import org.junit.jupiter.api.Test;

/**
 * A linear model: channel k of the layer is k + 1 times the picture, whose two pixels are 1 and 3, so that its mean is 2 (k + 1); the score of class 1 weighs the four channels with 5, −1, 0.5 and −2, and has
 * a bias of 0.25. Contributions are the weights times the means: 10, −4, 3, −16.
 */
class ReasonsTest {
  private static final double ROUNDING = 1e-12;

  private static Probe probe() {
    NetworkBuilder net = new NetworkBuilder("linear", Shape.of(1, 1, 2));
    net.add("conv", Conv2d.of(1, 4, 1, 1, 0));
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(4, 2));
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("conv.weight", Tensor.of(Shape.of(4, 1, 1, 1), 1, 2, 3, 4));
    tensors.put("conv.bias", Tensor.vector(0, 0, 0, 0));
    tensors.put("fc.weight", Tensor.of(Shape.of(2, 4), 0, 0, 0, 0, 5, -1, 0.5, -2));
    tensors.put("fc.bias", Tensor.vector(0, 0.25));
    Subject subject = Subject.of(new Model(net.build(), new Weights(tensors)), "conv", Executor.definition());
    return subject.probe(Tensor.of(Shape.of(1, 1, 2), 1, 3), Target.ofClass(1));
  }

  @Test
  void contributionsSumToTheScore() {
    Decision decision = Decision.of(probe());
    assertEquals(-6.75, decision.score(), ROUNDING);
    double[] c = decision.channels().stream().mapToDouble(Decision.ChannelShare::contribution).toArray();
    double[] wanted = {10, -4, 3, -16}, alpha = {2.5, -0.5, 0.25, -1};
    for (int k = 0; k < 4; k++) {
      assertEquals(wanted[k], c[k], ROUNDING);
      assertEquals(alpha[k], decision.channels().get(k).alpha(), ROUNDING, "a weight over the two positions");
    }
    assertEquals(13, decision.forIt(), ROUNDING);
    assertEquals(-20, decision.againstIt(), ROUNDING);
    assertEquals(0.25, decision.rest(), ROUNDING);
    assertEquals(List.of(0, 2), decision.byAlpha(true, 2).stream().map(Decision.ChannelShare::channel).toList());
    assertEquals(List.of(3, 1), decision.byAlpha(false, 2).stream().map(Decision.ChannelShare::channel).toList());
  }

  @Test
  void whatIsRoundedToZeroHasNoSign() {
    assertEquals(List.of("0.00", "-0.01", "0.00"), DoubleStream.of(-0.004, -0.006, -0.0).mapToObj(Reasons::number).toList());
  }

  /** Two channels of one name are one reason; without what is named the score moves by exactly what is said of it. */
  @Test
  void whatIsSaidHolds() {
    Reasons reasons = Reasons.of("x", "cat", probe(), k -> k == 1 ? Optional.empty() : Optional.of(k == 3 ? "wheels" : "ears"), 2);
    assertEquals(List.of(new Reasons.Reason("ears", List.of(0, 2), 13)), reasons.forIt().reasons());
    assertEquals(1, reasons.forIt().share(reasons.forIt().said()), ROUNDING);
    assertEquals(reasons.forIt().said(), reasons.forIt().measured(), ROUNDING);
    assertEquals(reasons.againstIt().said(), reasons.againstIt().measured(), ROUNDING);
    double named = reasons.againstIt().reasons().stream().mapToDouble(reason -> reasons.againstIt().share(reason.contribution()))
        .sum();
    assertEquals(reasons.againstIt().share(reasons.againstIt().said()), named, ROUNDING);
    assertEquals(
        "The network says cat, with a score of -6.75: 13.00 for it, 20.00 against it, and 0.25 that comes from no channel. Mainly for: ears (channels 0 and 2, 100 %)."
            + " Together 100 % of what speaks for it. Setting these channels to 0 lowers the score by 13.00 (predicted: 13.00). Against it: wheels"
            + " (channel 3, 80 %); unnamed channel 1 (20 %). Together 100 % of what speaks against it. Setting these channels to 0 raises the score by 20.00 (predicted: 20.00).",
        reasons.text());
    Reasons fewer = Reasons.of("x", "cat", probe(), _ -> Optional.empty(), 1);
    assertEquals(10, fewer.forIt().measured(), ROUNDING);
    assertEquals(List.of("unnamed channel 0 (77 %)"), fewer.claimForIt().parts());
    assertTrue(fewer.claimForIt().checked().startsWith("Together 77 % of what speaks for it."), fewer.text());
    Reasons two = Reasons.of("x", "cat", probe(), _ -> Optional.empty(), 2);
    assertEquals(List.of("unnamed channels 0 and 2 (100 %)"), two.claimForIt().parts());
  }
}
