package lucida.weights.keras;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** A configuration and weights made into a model: a node for each layer, and one more before an activation that is part of a layer. */
final class KerasNetwork {
  private final KerasConfig config;
  private final KerasWeights stored;
  private final Map<String, String> storedNames;
  private final NetworkBuilder net;
  private final SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, String> nodes = new HashMap<>();

  KerasNetwork(String name, KerasConfig config, KerasWeights stored) {
    this.config = config;
    this.stored = stored;
    this.storedNames = config.storedNames();
    this.net = new NetworkBuilder(name, config.input());
  }

  Model model() {
    Set<String> missing = new TreeSet<>();
    for (KerasConfig.Entry layer : config.layers())
      if (!KerasLayers.reads(layer.kind())) missing.add(layer.kind() + " '" + layer.name() + "'");
    if (!missing.isEmpty())
      throw new WeightsException(
          "layers that are not read: " + String.join(", ", missing) + "; read are " + String.join(", ", KerasLayers.names()));
    try {
      for (KerasConfig.Entry layer : config.layers()) {
        add(layer);
        if (layer.name().equals(config.output())) break;
      }
      Network network = net.build();
      network.write(1, Mode.INFERENCE); // layers that do not fit together are refused here and not when the network first runs
      return new Model(network, new Weights(weights));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) { // what layers say to forged extents
      throw WeightsException.because("its layers do not fit together: " + e.getMessage(), e);
    }
  }

  private void add(KerasConfig.Entry layer) {
    if (layer.kind().equals("InputLayer")) {
      nodes.put(layer.name(), Network.INPUT);
      return;
    }
    String[] inputs = layer.inputs().isEmpty()
        ? new String[]{net.last()}
        : layer.inputs().stream().map(from -> nodes.computeIfAbsent(from, f -> {
          throw new WeightsException("'" + layer.name() + "' reads '" + f + "', which does not come before it");
        }))
            .toArray(String[]::new);
    boolean last = layer.name().equals(config.output());
    KerasLayers.Read read = KerasLayers.read(layer, config.version(),
        stored.of(layer.name(), storedNames.getOrDefault(layer.name(), "")));
    JsonNode activation = layer.config().path("activation");
    boolean alone = layer.kind().equals("Activation") || layer.kind().equals("Softmax");
    boolean softmax = last && (KerasActivations.isSoftmax(activation) || layer.kind().equals("Softmax"));
    if (softmax && alone) { // the scores are the logits
      nodes.put(layer.name(), inputs[0]);
      return;
    }
    boolean activated = !alone && !softmax && !KerasActivations.isLinear(activation);
    String name = activated ? layer.name() + ".linear" : layer.name();
    net.add(name, read.layer(), inputs);
    read.weights().forEach((key, tensor) -> weights.put(name + "." + key, tensor));
    if (activated)
      net.add(layer.name(), KerasLayer.plain(activation.asString(),
          (in, _) -> KerasActivations.named(activation, config.version()).apply(in.getFirst())), name);
    nodes.put(layer.name(), layer.name());
  }

  /** The shapes of tensors, as a layer declares its parameters. */
  static SequencedMap<String, Shape> shapes(SequencedMap<String, Tensor> tensors) {
    SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  /** Keras 2 or 3, by the version that a file names. */
  static int version(String text) {
    return List.of("3", "4").contains(text.split("\\.", 2)[0]) ? 3 : 2;
  }
}
