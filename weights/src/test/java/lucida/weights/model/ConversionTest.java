package lucida.weights.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import lucida.autodiff.Windows;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Conv2d;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import org.junit.jupiter.api.Test;

/** Weights get the names of the architecture that they are of, and keep their own where there is none. */
final class ConversionTest {
  private static Tensor random(Shape shape, int seed, double least) {
    SplittableRandom random = new SplittableRandom(seed);
    return Tensor.filled(shape, Precision.FLOAT32, _ -> least + random.nextDouble(0.3));
  }

  /** cifar-resnet20 as a network that a file might bring along: other names of layers, and layers perhaps changed. */
  private static Model foreign(UnaryOperator<Layer> change) {
    Network own = Architectures.named("cifar-resnet20");
    List<Network.Node> nodes = own.nodes().stream().map(node -> new Network.Node("n/" + node.name(), change.apply(node.layer()),
        node.inputs().stream().map(from -> from.equals(Network.INPUT) ? from : "n/" + from).toList())).toList();
    Network network = new Network("foreign", own.input(), nodes, new LinkedHashMap<>(), own.scoreKind());
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    network.parameters()
        .forEach((name, shape) -> weights.put(name, random(shape, weights.size(), name.endsWith("running_var") ? 1 : -0.1)));
    return new Model(network, new Weights(weights));
  }

  @Test
  void aNetworkUnderOtherNamesGetsTheBuiltInOnes() {
    Conversion conversion = Conversion.of(foreign(layer -> layer));
    assertEquals(Optional.of("cifar-resnet20"), conversion.architecture());
    assertEquals(List.copyOf(Architectures.named("cifar-resnet20").parameters().keySet()), conversion.tensors().names());
    assertEquals("cifar-resnet20", conversion.tensors().metadata().get("architecture"));
  }

  /** The same shapes in the same order, but padded by one more cell: the scores tell. */
  @Test
  void anotherPaddingIsAnotherNetwork() {
    Conversion conversion = Conversion
        .of(foreign(layer -> layer instanceof Conv2d(int inputs, int outputs, var windows, int groups, boolean bias) && inputs == 3
            ? new Conv2d(inputs, outputs, Windows.of(3, 3, 1, 2), groups, bias)
            : layer));
    assertEquals(Optional.empty(), conversion.architecture());
    assertEquals("n/conv1.weight", conversion.tensors().names().getFirst());
  }

  @Test
  void wrappersAndCountersAreTakenOffAndTypesKept() {
    List<NamedTensor> tensors = new ArrayList<>();
    Architectures.named("cifar-resnet20").parameters().forEach(
        (name, shape) -> tensors.add(new NamedTensor("module." + name, Dtype.F16, Tensor.zeros(shape, Precision.FLOAT32))));
    tensors.add(new NamedTensor("module.bn1.num_batches_tracked", Dtype.I64, Tensor.scalar(Precision.FLOAT64, 7)));
    Conversion conversion = Conversion.of(NamedTensors.of("test", Map.of("epoch", "3"), tensors));
    assertEquals(Optional.of("cifar-resnet20"), conversion.architecture());
    assertEquals(tensors.size() - 1, conversion.tensors().size());
    assertEquals(Dtype.F16, conversion.tensors().entry("conv1.weight").dtype());
    assertEquals(Map.of("epoch", "3", "architecture", "cifar-resnet20"), conversion.tensors().metadata());
  }

  @Test
  void strangersStayAsTheyAre() {
    NamedTensors tensors = NamedTensors.of("test", Map.of(), List.of(NamedTensor.of("module.w", Tensor.vector(1, 2))));
    Conversion conversion = Conversion.of(tensors);
    assertTrue(conversion.architecture().isEmpty());
    assertEquals(List.of("module.w"), conversion.tensors().names());
  }
}
