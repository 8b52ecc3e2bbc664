package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class FixedBatchNormTest {
  /** In training it is what the batch norm is in inference, to the same bits, and no statistic changes. */
  @Test
  void trainingIsInference() {
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(2, 5, 5));
    net.add("conv", Conv2d.of(2, 3, 3, 1, 1).withoutBias());
    net.add("norm", BatchNorm.of(3));
    net.add("gap", new GlobalAveragePool());
    Network usual = net.build(), fixed = FixedBatchNorm.in(usual);
    Weights weights = new Weights(usual.parameters().entrySet().stream().collect(LinkedHashMap::new,
        (all, p) -> all.put(p.getKey(),
            RandomStream.of(5).stream(p.getKey()).gaussian(p.getValue(), Precision.FLOAT64, 0, 1).map(w -> 1 + w * w)),
        Map::putAll));
    Tensor x = RandomStream.of(1).gaussian(Shape.of(2, 2, 5, 5), Precision.FLOAT64, 0, 1);
    Forward training = fixed.write(2, Mode.TRAINING);
    Map<Expr, Tensor> given = new Model(fixed, weights).given(training, x);
    assertTrue(new Model(usual, weights).scores(x, Executor.float64()).sameAs(Executor.float64().value(training.scores(), given)));
    assertTrue(training.updates().isEmpty());
    assertEquals(usual.parameters(), fixed.parameters());
  }
}
