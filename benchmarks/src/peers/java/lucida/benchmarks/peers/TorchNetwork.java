package lucida.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Window;
import lucida.autodiff.Windows;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.Add;
import lucida.layers.AveragePool;
import lucida.layers.BatchNormFolding;
import lucida.layers.ChannelScale;
import lucida.layers.Concat;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Model;
import lucida.layers.Network;

/**
 * A network on PyTorch, operation by operation, its batch norms folded.
 *
 * @param released the values that each node is the last to read
 */
record TorchNetwork(Network network, Map<String, NDArray> weights, Map<String, List<String>> released) {
  static TorchNetwork of(Model given, NDManager memory) {
    Model model = BatchNormFolding.folded(given);
    Map<String, NDArray> weights = new HashMap<>();
    model.weights().tensors().forEach((name, tensor) -> weights.put(name, array(memory, tensor)));
    Map<String, String> readers = new HashMap<>();
    for (Network.Node node : model.network().nodes()) node.inputs().forEach(from -> readers.put(from, node.name()));
    Map<String, List<String>> released = new HashMap<>();
    readers.forEach((value, last) -> released.computeIfAbsent(last, _ -> new ArrayList<>()).add(value));
    return new TorchNetwork(model.network(), weights, released);
  }

  static NDArray array(NDManager memory, Tensor tensor) {
    return memory.create((float[]) tensor.cells().array(),
        new Shape(Arrays.stream(tensor.shape().extents()).asLongStream().toArray()));
  }

  /** The scores of pictures, which it closes, [N, classes]. */
  NDArray scores(NDArray pictures) {
    Map<String, NDArray> computed = new HashMap<>(Map.of(Network.INPUT, pictures));
    until(network.output(), computed, network.nodes().iterator());
    return computed.get(network.output());
  }

  /** Computes nodes up to one of them, without a record for the way back; values are closed when their last reader has run. */
  void until(String layer, Map<String, NDArray> computed, Iterator<Network.Node> nodes) {
    while (!computed.containsKey(layer)) {
      Network.Node node = nodes.next();
      compute(node, computed);
      released.getOrDefault(node.name(), List.of()).forEach(value -> computed.remove(value).close());
    }
  }

  /** Computes a node of what is computed, and keeps that. */
  void compute(Network.Node node, Map<String, NDArray> computed) {
    computed.put(node.name(), apply(node, node.inputs().stream().map(computed::get).toList()));
  }

  private NDArray weight(Network.Node node, String key) { return weights.get(node.name() + "." + key); }

  private NDArray apply(Network.Node node, List<NDArray> in) {
    NDArray x = in.getFirst();
    return switch (node.layer()) {
      case lucida.layers.Conv2d(int inputs, int _, Windows w, int groups, boolean _) when isBatchNorm(w, groups, inputs) ->
        norm(x, node);
      case lucida.layers.Conv2d(int _, int _, Windows w, int groups, boolean _) when x.hasGradient() && passesCellsOver(w) -> Conv2d
          .conv2d(x.get(new NDIndex(":, :, ::{}, ::{}", w.rows().stride(), w.columns().stride())),
              weight(node, "weight"), weight(node, "bias"), new Shape(1, 1), padding(w), new Shape(1, 1), groups)
          .singletonOrThrow();
      case lucida.layers.Conv2d(int _, int _, Windows w, int groups, boolean _) -> Conv2d
          .conv2d(x, weight(node, "weight"), weight(node, "bias"), strides(w), padding(w), new Shape(1, 1), groups)
          .singletonOrThrow();
      case Dense _ -> Linear.linear(x, weight(node, "weight"), weight(node, "bias")).singletonOrThrow();
      case Activation f -> activation(f, x);
      case MaxPool(Windows w, boolean ceil) -> Pool.maxPool2d(x, size(w), strides(w), padding(w), ceil);
      case AveragePool(Windows w, boolean ceil, boolean padded) ->
        Pool.avgPool2d(x, size(w), strides(w), padding(w), ceil, padded);
      case AdaptiveAveragePool(int height, int _) when height == 1 ->
        Pool.globalAvgPool2d(x).reshape(x.getShape().get(0), -1, 1, 1);
      case GlobalAveragePool _ -> Pool.globalAvgPool2d(x).reshape(x.getShape().get(0), -1);
      case Flatten _ -> x.reshape(x.getShape().get(0), -1);
      case Add _ -> in.stream().reduce(NDArray::add).orElseThrow();
      case Concat _ -> x.getNDArrayInternal().concat(new NDList(in.subList(1, in.size())), 1);
      case ChannelScale _ -> x.mul(in.getLast().reshape(x.getShape().get(0), -1, 1, 1));
      case Dropout _, AdaptiveAveragePool _ -> x.reshape(x.getShape()); // VGG's is of as many cells as the picture has
      default -> throw new IllegalArgumentException(node.name() + ": " + node.layer().kind());
    };
  }

  /** What is left of a batch norm that no convolution takes in. */
  private static boolean isBatchNorm(Windows w, int groups, int inputs) {
    return groups == inputs && w.equals(Windows.of(1, 1, 1, 0));
  }

  /**
   * One cell under a window, others passed over. PyTorch 2.7.1 divides by 0 on the way back through such a convolution of ResNet-50, but not where the cells are
   * picked first.
   */
  private static boolean passesCellsOver(Windows w) {
    return w.rows().size() == 1 && w.columns().size() == 1 && w.rows().stride() > 1 && symmetric(w.rows()) == 0
        && symmetric(w.columns()) == 0;
  }

  private NDArray norm(NDArray x, Network.Node node) {
    NDArray gamma = weight(node, "weight"), beta = weight(node, "bias");
    try (NDArray flat = gamma.reshape(-1); NDArray zero = beta.zerosLike(); NDArray one = beta.onesLike()) {
      return BatchNorm.batchNorm(x, zero, one, flat, beta, 1, 0, 0, false).singletonOrThrow();
    }
  }

  private static NDArray activation(Activation f, NDArray x) {
    return switch (f.name()) {
      case "relu" -> ai.djl.nn.Activation.relu(x);
      case "relu6" -> ai.djl.nn.Activation.relu6(x);
      case "sigmoid" -> ai.djl.nn.Activation.sigmoid(x);
      case "silu" -> ai.djl.nn.Activation.swish(x, 1);
      default -> throw new IllegalArgumentException(f.name());
    };
  }

  private static Shape size(Windows w) { return new Shape(w.rows().size(), w.columns().size()); }

  private static Shape strides(Windows w) { return new Shape(w.rows().stride(), w.columns().stride()); }

  private static Shape padding(Windows w) { return new Shape(symmetric(w.rows()), symmetric(w.columns())); }

  private static int symmetric(Window w) {
    if (w.before() != w.after() || w.dilation() != 1) throw new IllegalArgumentException(w.toString());
    return w.before();
  }
}
