package lucida.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.api.Test;

class ModelTest {
  /** A record prints what it holds: of ResNet-18 that would be more than a hundred tensors, over thousands of lines. */
  @Test
  void printsInOneLine() {
    Network network = Architectures.named("resnet18", 1000);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters().forEach((name, shape) -> tensors.put(name, Tensor.filled(shape, Precision.FLOAT32, 0)));
    Weights weights = new Weights(tensors);
    long cells = network.parameters().values().stream().mapToLong(shape -> shape.size()).sum();
    assertEquals(tensors.size() + " tensors with " + cells + " numbers", weights.toString());
    assertEquals("resnet18 for [3, 224, 224], " + weights, new Model(network, weights).toString());
  }
}
