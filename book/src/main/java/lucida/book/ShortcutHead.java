package lucida.book;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.ChannelScale;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;

/** Heads with random weights, to be put on a layer of a trained network, where the error of a shortcut is measured. */
public enum ShortcutHead {
  /** One hidden layer with ReLU: piecewise linear. */
  RELU(Activation.RELU),
  /** One hidden layer with tanh. */
  TANH(Activation.TANH),
  /** One hidden layer with log(1 + eˣ). */
  SOFTPLUS(Activation.SOFTPLUS),
  /** One hidden layer with x·σ(x). */
  SILU(Activation.SILU),
  /** One hidden layer with x·Φ(x). */
  GELU(Activation.GELU),
  /** As in EfficientNet: squeeze-and-excitation with SiLU and sigmoid, a convolution with SiLU, global average pooling, one linear layer. */
  SQUEEZE_EXCITE(Activation.SILU) {
    @Override
    void add(NetworkBuilder net, Shape A, int classes) {
      int K = A.extent(0);
      String x = net.last();
      net.add("head.avgpool", new AdaptiveAveragePool(1, 1), x);
      net.add("head.fc1", Conv2d.of(K, K / 4, 1, 1, 0));
      net.add("head.silu", Activation.SILU);
      net.add("head.fc2", Conv2d.of(K / 4, K, 1, 1, 0));
      String weights = net.add("head.sigmoid", Activation.SIGMOID);
      net.add("head.scale", new ChannelScale(), x, net.add("head.flatten", new Flatten(), weights));
      net.add("head.conv", Conv2d.of(K, HIDDEN, 1, 1, 0));
      net.add("head.activation", Activation.SILU);
      net.add("head.gap", new GlobalAveragePool());
      net.add("head.classifier", Dense.of(HIDDEN, classes));
    }
  },
  /** As in a vision transformer: positions as tokens, a block of layer norm, attention, layer norm and GELU, the mean of the tokens, one linear layer. */
  ATTENTION(Activation.GELU) {
    @Override
    void add(NetworkBuilder net, Shape A, int classes) {
      net.add("head.embed", Conv2d.of(A.extent(0), WIDTH, 1, 1, 0));
      net.add("head.block", new AttentionBlock(WIDTH));
      net.add("head.classifier", Dense.of(WIDTH, classes));
    }
  };

  private static final int HIDDEN = 64;
  private static final int WIDTH = 32;

  private final Activation sigma;

  ShortcutHead(Activation sigma) { this.sigma = sigma; }

  /** Adds the layers between A, [K, h, w], and the scores. */
  void add(NetworkBuilder net, Shape A, int classes) {
    net.add("head.flatten", new Flatten());
    net.add("head.hidden", Dense.of(A.size(), HIDDEN));
    net.add("head.sigma", sigma);
    net.add("head.classifier", Dense.of(HIDDEN, classes));
  }

  /** This head as a network of its own, whose pictures are activations A, [K, h, w]. */
  public Network alone(Shape A, int classes) {
    NetworkBuilder net = new NetworkBuilder("a head of " + this, A);
    add(net, A, classes);
    return net.build();
  }

  /**
   * A network up to a layer, with this head and random weights in place of its own.
   *
   * @param trained whose layers up to {@code layer} are kept with their weights
   * @param seed of the head's weights
   */
  public Model on(Model trained, String layer, int classes, long seed) {
    Shape A = requireNonNull(trained.network().shapes().get(trained.network().resolve(layer)));
    return on(trained, layer, classes, Initial.weights(alone(A, classes), seed, Precision.FLOAT32));
  }

  /**
   * The same with given weights.
   *
   * @param own those of the head {@link #alone}
   */
  public Model on(Model trained, String layer, int classes, Weights own) {
    Network trunk = trained.network();
    String last = trunk.resolve(layer);
    NetworkBuilder net = new NetworkBuilder(trunk.name() + " with a head of " + this, trunk.input());
    for (Network.Node node : trunk.nodes()) {
      net.add(node.name(), node.layer(), node.inputs().toArray(String[]::new));
      if (node.name().equals(last)) break;
    }
    net.alias(layer);
    add(net, requireNonNull(trunk.shapes().get(last)), classes);
    Network network = net.build();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(own.tensors());
    network.parameters().keySet().stream().filter(name -> !tensors.containsKey(name))
        .forEach(name -> tensors.put(name, requireNonNull(trained.weights().tensors().get(name))));
    return new Model(network, new Weights(tensors));
  }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT).replace('_', '-'); }
}
