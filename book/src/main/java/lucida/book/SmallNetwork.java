package lucida.book;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import lucida.autodiff.Windows;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.MaxPool;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;

/**
 * Small networks with every kind of head, with seeded weights and nonzero biases: conv, ReLU, conv, ReLU ("features", [5, 6, 6]), then
 * the head. Equations are evaluated on them where the given network has another head, and shown to fail where they must.
 */
public enum SmallNetwork {
  /** Global average pooling and one linear layer: the head of CAM. */
  GAP("head of global average pooling and one linear layer", Activation.RELU) {
    @Override
    void head(NetworkBuilder net) {
      net.add("gap", new GlobalAveragePool());
      net.add("fc", Dense.of(CHANNELS, CLASSES));
    }
  },
  /** Piecewise linear, and not the head of CAM. */
  MAX_POOL("head of max pooling, dense, ReLU, dense", Activation.RELU) {
    @Override
    void head(NetworkBuilder net) {
      net.add("pool", new MaxPool(Windows.of(2, 2, 2, 0), false));
      net.add("flatten", new Flatten());
      hiddenLayer(net, CHANNELS * 9);
    }
  },
  /** One hidden layer with tanh. */
  TANH("head of one hidden layer with tanh", Activation.TANH),
  /** One hidden layer with the sigmoid. */
  SIGMOID("head of one hidden layer with sigmoid", Activation.SIGMOID),
  /** One hidden layer with x·σ(x). */
  SILU("head of one hidden layer with SiLU", Activation.SILU),
  /** One hidden layer with x·Φ(x). */
  GELU("head of one hidden layer with GELU", Activation.GELU),
  /** One hidden layer with log(1 + eˣ). */
  SOFTPLUS("head of one hidden layer with softplus", Activation.SOFTPLUS),
  /** Two layers of attention between positions, as in a transformer. */
  ATTENTION("head of two layers of attention between positions", Activation.GELU) {
    @Override
    void head(NetworkBuilder net) {
      net.add("attention", new AttentionBlock(CHANNELS, 2));
      net.add("fc", Dense.of(CHANNELS, CLASSES));
    }
  },
  /** Two hidden layers with tanh. */
  TWO_TANH("head of two hidden layers with tanh", Activation.TANH) {
    @Override
    void head(NetworkBuilder net) {
      net.add("flatten", new Flatten());
      net.add("first", Dense.of(CHANNELS * 36, HIDDEN));
      net.add("tanh", Activation.TANH);
      hiddenLayer(net, HIDDEN);
    }
  };

  /** The layer that is explained. */
  static final String LAYER = "features";
  /** The class that is explained. */
  static final int CLASS = 1;
  private static final int CHANNELS = 5;
  private static final int HIDDEN = 7;
  private static final int CLASSES = 4;
  private static final long SEED = 20171030; // the day of arXiv 1710.11063
  private static final Shape PICTURE = Shape.of(3, 12, 12);

  private final String description;
  private final Activation sigma;

  SmallNetwork(String description, Activation sigma) {
    this.description = description;
    this.sigma = sigma;
  }

  /** Describes its head. */
  String description() { return description; }

  /** Adds the layers between A and the scores. */
  void head(NetworkBuilder net) {
    net.add("flatten", new Flatten());
    hiddenLayer(net, CHANNELS * 36);
  }

  /** z = U a + b, S = V σ(z) + b′. */
  final void hiddenLayer(NetworkBuilder net, int inputs) {
    net.add("hidden", Dense.of(inputs, HIDDEN));
    net.add("sigma", sigma);
    net.add("fc", Dense.of(HIDDEN, CLASSES));
  }

  /** The network with its weights. */
  Model model() {
    NetworkBuilder net = new NetworkBuilder("small network with a " + description, PICTURE);
    net.add("conv1", Conv2d.of(3, 4, 3, 1, 1));
    net.add("relu1", Activation.RELU);
    net.add("conv2", Conv2d.of(4, CHANNELS, 3, 2, 1));
    net.add(LAYER, Activation.RELU);
    head(net);
    Network network = net.build();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Initial.weights(network, SEED, Precision.FLOAT64).tensors());
    for (Map.Entry<String, Tensor> t : tensors.entrySet())
      if (t.getKey().endsWith("bias"))
        t.setValue(RandomStream.of(SEED).stream(t.getKey()).gaussian(t.getValue().shape(), Precision.FLOAT64, 0.1, 0.3));
    return new Model(network, new Weights(tensors));
  }

  /** A seeded picture, [3, 12, 12]. */
  static Tensor picture() {
    return RandomStream.of(SEED).stream("picture").gaussian(PICTURE, Precision.FLOAT64, 0.2, 1);
  }
}
