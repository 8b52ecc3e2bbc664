package lucida.weights.keras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.weights.WeightsException;
import lucida.weights.io.NetworkEnd;

/**
 * A configuration and weights made into a model: a node for each call of a layer, and one more before an activation that is part of a
 * layer. The second call of a layer "gap" is the node "gap#2", which has the same weights; the layer "conv" of a model "base" inside the
 * model is "base/conv".
 */
final class KerasNetwork {
  private static final String LINEAR = ".linear";

  private final KerasConfig config;
  private final KerasWeights stored;
  private final NetworkBuilder net;
  private final SequencedMap<String, Tensor> weights = new LinkedHashMap<>();

  KerasNetwork(String name, KerasConfig config, KerasWeights stored, Optional<Shape> size) {
    this.config = config;
    this.stored = stored;
    this.net = new NetworkBuilder(name, KerasPictures.of(config, size));
  }

  /** A model in the model: its layers' names begin with its own, and so do the paths of their weights. */
  private record Place(String prefix, List<String> names, List<String> storedNames, int depth) {
    Place in(String name, String own, String storedName) {
      return new Place(prefix + name + "/", append(names, own), append(storedNames, storedName), depth + 1);
    }

    private static List<String> append(List<String> list, String last) {
      return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
  }

  /** One call of a layer that the output needs. */
  private record Step(KerasConfig.Entry layer, int number, KerasCall call) {
    KerasArgument.Output output() { return new KerasArgument.Output(layer.name(), number, 0); }

    String name() { return number == 0 ? layer.name() : layer.name() + "#" + (number + 1); }
  }

  /**
   * The model.
   *
   * @throws WeightsException in one sentence, if something in it is not read
   */
  Model model() {
    refuseUnknown();
    try {
      add(config, new Place("", List.of(), List.of(), 0), List.of(Network.INPUT));
      Network network = net.build();
      return named(NetworkEnd.read(new Model(network, new Weights(weights)), KerasRoles::of)); // what does not fit is refused here
    } catch (IllegalArgumentException e) { // two layers of one name, no layers
      throw WeightsException.because("its layers do not make a network: " + e.getMessage(), e);
    }
  }

  private void refuseUnknown() {
    List<String> unknown = config.all(0)
        .filter(layer -> !layer.isOperation() && !(layer.isKeras() && KerasLayers.reads(layer.kind())))
        .map(layer -> layer.kind() + " '" + layer.name() + "'").distinct().toList();
    if (!unknown.isEmpty())
      throw new WeightsException(
          "layers that are not read: " + String.join(", ", unknown) + "; read are " + String.join(", ", KerasLayers.names()));
  }

  /** Adds the layers of a model that is given these nodes. Returns the node of its output. */
  private String add(KerasConfig model, Place place, List<String> given) {
    if (model.outputs().size() != 1)
      throw new WeightsException(
          "it has " + model.outputs().size() + " outputs " + model.outputs().stream().map(o -> "'" + o.layer() + "'").toList()
              + "; say which holds the scores, as --output-name "
              + model.outputs().stream().findFirst().map(KerasArgument.Output::layer).orElse("NAME"));
    if (model.inputs().size() != given.size())
      throw new WeightsException("a model in it takes " + model.inputs().size() + " tensors and is given " + given.size());
    Map<KerasArgument.Output, String> nodes = new HashMap<>();
    for (int i = 0; i < given.size(); i++) nodes.put(model.inputs().get(i), given.get(i));
    KerasArgument.Output output = model.outputs().getFirst();
    List<Step> waiting = needed(model, output);
    while (!nodes.containsKey(output)) {
      List<Step> later = new ArrayList<>();
      for (Step step : waiting)
        if (step.call().outputs().allMatch(nodes::containsKey))
          nodes.put(step.output(), add(model, place, step, nodes));
        else later.add(step);
      if (later.size() == waiting.size()) throw unread(later, output, nodes);
      waiting = later;
    }
    return nodes.getOrDefault(output, "");
  }

  private static WeightsException unread(List<Step> steps, KerasArgument.Output output, Map<KerasArgument.Output, String> nodes) {
    if (steps.isEmpty()) return new WeightsException("its output '" + output.layer() + "' is none of its layers'");
    Step step = steps.getFirst();
    return step.call().outputs().filter(o -> !nodes.containsKey(o)).findFirst()
        .map(o -> new WeightsException("'" + step.name() + "' reads '" + o.layer() + "' (call " + o.call() + ", output " + o.place()
            + "), which does not come before it"))
        .orElseThrow();
  }

  /** The calls that the output depends on, in the order of the configuration. */
  private static List<Step> needed(KerasConfig model, KerasArgument.Output output) {
    Map<KerasArgument.Output, Step> steps = new LinkedHashMap<>();
    for (KerasConfig.Entry layer : model.layers())
      for (int i = 0; i < layer.calls().size(); i++) {
        Step step = new Step(layer, i, layer.calls().get(i));
        if (steps.put(step.output(), step) != null)
          throw new WeightsException("two of its layers are named '" + layer.name() + "'");
      }
    Set<KerasArgument.Output> wanted = new HashSet<>();
    Deque<KerasArgument.Output> open = new ArrayDeque<>(List.of(output));
    while (!open.isEmpty()) {
      KerasArgument.Output next = open.pop();
      Step step = steps.get(next);
      if (wanted.add(next) && step != null) step.call().outputs().forEach(open::push);
    }
    return steps.values().stream().filter(step -> wanted.contains(step.output())).toList();
  }

  /** Adds one call of a layer. Returns its node. */
  private String add(KerasConfig model, Place place, Step step, Map<KerasArgument.Output, String> nodes) {
    KerasConfig.Entry layer = step.layer();
    List<String> inputs = step.call().outputs().map(o -> nodes.getOrDefault(o, "")).toList();
    String kind = KerasRoles.kind(layer);
    if (layer.isOperation())
      return node(place.prefix() + step.name(), layer, kind, KerasOperations.read(layer, step.call(), model.version()),
          inputs);
    KerasArguments.check(layer, step.call());
    Place inner = place.in(step.name(), layer.name(), model.storedNames().getOrDefault(layer.name(), ""));
    if (layer.isModel()) return add(model.inner(layer, inner.depth()), inner, inputs);
    KerasSettings settings = new KerasSettings(layer.described(), layer.config(), model.version());
    KerasRead read = KerasLayers.read(layer.kind(), settings, stored.of(layer.described(), inner.names(), inner.storedNames()));
    String name = place.prefix() + step.name();
    Optional<KerasActivation> activation = read.activation().filter(a -> !a.isLinear());
    if (activation.isEmpty()) return node(name, layer, kind, read, inputs);
    String linear = node(name + LINEAR, layer, kind, read, inputs);
    return node(name, layer, activation.get().name(), activation.get().read(), List.of(linear));
  }

  /** A last layer whose activation was left off has its own name again. */
  private static Model named(Model model) {
    Network network = model.network();
    String last = network.output();
    if (!last.endsWith(LINEAR)) return model;
    String own = last.substring(0, last.length() - LINEAR.length());
    List<Network.Node> layers = new ArrayList<>(network.nodes());
    layers.add(new Network.Node(own, layers.getLast().layer(), layers.removeLast().inputs()));
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    model.weights().tensors()
        .forEach((key, tensor) -> tensors.put(key.startsWith(last + ".") ? own + key.substring(last.length()) : key, tensor));
    return new Model(network.withNodes(layers),
        new Weights(tensors));
  }

  private String node(String name, KerasConfig.Entry layer, String kind, KerasRead read, List<String> inputs) {
    read.weights().forEach((key, tensor) -> weights.put(name + "." + key, tensor));
    return net.add(name, new KerasLayer(layer.described(), kind, read), inputs.toArray(String[]::new));
  }

  /** Keras 2 or 3, by the version that a file names. */
  static int version(String text) {
    return List.of("3", "4").contains(text.split("\\.", 2)[0]) ? 3 : 2;
  }
}
