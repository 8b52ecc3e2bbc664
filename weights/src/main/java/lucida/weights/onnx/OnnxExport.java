package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Attention;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.WeightsException;

/**
 * A model as a graph of standard operators for any number of pictures. A value has the name of the layer that makes it, a weight that of the
 * parameter; what a layer needs besides is named after it, as "conv1/axes". The scores stay what they are, but a softmax or sigmoid that was
 * left off at import is put back.
 */
final class OnnxExport {
  /** Of the layers of this project. The nodes of an ONNX file keep the opset that their attributes were written for. */
  static final long OPSET = 17;
  /** The first in which values are lined up by their last axes. */
  private static final long BROADCASTING = 7;

  private final Model model;
  private final Map<String, Shape> shapes;
  private final Dtype real;
  private final List<WireField> nodes = new ArrayList<>();
  private final List<WireField> tensors = new ArrayList<>();
  private final Set<String> values = new HashSet<>(Set.of(Network.INPUT));

  private OnnxExport(Model model) {
    this.model = model;
    this.shapes = model.network().shapes();
    boolean isDouble = model.weights().tensors().values().stream().anyMatch(t -> t.precision() == Precision.FLOAT64);
    this.real = isDouble ? Dtype.F64 : Dtype.F32;
  }

  /**
   * The fields of the file.
   *
   * @param about what the file says of itself
   * @throws WeightsException naming the layer that has no counterpart
   */
  static List<WireField> of(Model model, Map<String, String> about) {
    return new OnnxExport(model).file(about);
  }

  private List<WireField> file(Map<String, String> about) {
    Network network = model.network();
    if (opset() < BROADCASTING && Attention.layerOf(network).isPresent())
      throw new WeightsException("its operators are of opset " + opset() + ", of which attention is not written: of " + BROADCASTING
          + " or more it is");
    model.weights().tensors().forEach(this::real);
    for (Network.Node node : network.nodes()) {
      claim(node.name());
      new LayerExport(this, node).write();
    }
    String result = end(network);
    List<WireField> graph = new ArrayList<>(nodes);
    graph.add(WireField.Text.of(2, network.name()));
    graph.addAll(tensors);
    graph.add(OnnxProto.value(11, Network.INPUT, real, network.input()));
    graph.add(OnnxProto.value(12, result, real, shape(network.output())));
    return OnnxProto.model(opset(), graph, about);
  }

  /** The softmax or the sigmoid that the network was made with. */
  private String end(Network network) {
    String scores = network.output();
    return switch (network.scoreKind()) {
      case LOGITS, VALUE -> scores;
      case SOFTMAX -> add("Softmax", scores + "/softmax", List.of(scores), OnnxProto.whole("axis", 1));
      case SIGMOID, WORDS -> add("Sigmoid", scores + "/sigmoid", List.of(scores));
    };
  }

  /** The version of its operators. */
  long opset() {
    return model.network().nodes().stream().map(Network.Node::layer).filter(OnnxLayer.class::isInstance).map(OnnxLayer.class::cast)
        .mapToLong(OnnxLayer::opset).findFirst().orElse(OPSET);
  }

  private void claim(String name) {
    if (!values.add(name)) throw new WeightsException("two values would have the name '" + name + "'");
  }

  /** The shape that a layer gives for one picture, without the batch. */
  Shape shape(String layer) {
    return layer.equals(Network.INPUT) ? model.network().input() : Objects.requireNonNull(shapes.get(layer));
  }

  /** Adds a node with one result, which has its name. */
  String add(String op, String name, List<String> inputs, WireField... attributes) {
    return add(op, name, inputs, List.of(name), List.of(attributes));
  }

  /** Adds a node. */
  String add(String op, String name, List<String> inputs, List<String> outputs, List<WireField> attributes) {
    nodes.add(OnnxProto.node(name, op, inputs, outputs, attributes));
    return name;
  }

  /** Adds real numbers, in the precision of the weights. */
  String real(String name, Tensor tensor) {
    return constant(new NamedTensor(name, real, tensor.to(real.precision())));
  }

  /** Adds a single real number. */
  String real(String name, double value) {
    return real(name, Tensor.filled(Shape.of(), Precision.FLOAT64, _ -> value));
  }

  /** Adds whole numbers in a row. */
  String wholes(String name, long... values) {
    return wholes(name, Shape.of(values.length), values);
  }

  /** Adds whole numbers. */
  String wholes(String name, Shape shape, long... values) {
    return constant(new NamedTensor(name, Dtype.I64, Tensor.of(shape, Arrays.stream(values).asDoubleStream().toArray())));
  }

  /** Adds a tensor. */
  String constant(NamedTensor tensor) {
    claim(tensor.name());
    tensors.add(OnnxProto.tensor(tensor));
    return tensor.name();
  }
}
