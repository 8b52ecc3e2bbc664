package lucida.cam;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
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

/** Small networks with every kind of head, in float64, with seeded weights and biases that are not 0. */
public enum Example {
  /** conv, ReLU, conv, ReLU ("features"), GAP, one linear layer: the head of CAM. */
  GAP {
    @Override
    void head(NetworkBuilder net) {
      net.add("gap", new GlobalAveragePool());
      net.add("fc", new Dense(CHANNELS, CLASSES, true));
    }
  },
  /** … max pooling, dense, ReLU, dense: piecewise linear, not GAP. */
  DENSE {
    @Override
    void head(NetworkBuilder net) {
      net.add("pool", new MaxPool(Windows.of(2, 2, 2, 0), false));
      net.add("flatten", new Flatten());
      net.add("fc1", new Dense(CHANNELS * 9, 7, true));
      net.add("relu3", Activation.RELU);
      net.add("fc2", new Dense(7, CLASSES, true));
    }
  },
  /** … dense, tanh, dense: smooth. */
  SMOOTH {
    @Override
    void head(NetworkBuilder net) {
      net.add("flatten", new Flatten());
      net.add("fc1", new Dense(CHANNELS * 36, 7, true));
      net.add("tanh", Activation.TANH);
      net.add("fc2", new Dense(7, CLASSES, true));
    }
  };

  public static final int CHANNELS = 5;
  public static final int CLASSES = 4;
  public static final long SEED = 20171121;
  /** The layer that is explained, [5, 6, 6]. */
  public static final String LAYER = "features";

  abstract void head(NetworkBuilder net);

  public Network network() {
    NetworkBuilder net = new NetworkBuilder(name().toLowerCase(java.util.Locale.ROOT), Shape.of(3, 12, 12));
    net.add("conv1", new Conv2d(3, 4, Windows.of(3, 3, 1, 1), 1, true));
    net.add("relu1", Activation.RELU);
    net.add("conv2", new Conv2d(4, CHANNELS, Windows.of(3, 3, 2, 1), 1, true));
    net.add(LAYER, Activation.RELU);
    head(net);
    return net.build();
  }

  public Model model() {
    Network network = network();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(Initial.weights(network, SEED, Precision.FLOAT64).tensors());
    for (Map.Entry<String, Tensor> t : tensors.entrySet())
      if (t.getKey().endsWith("bias"))
        t.setValue(RandomStream.of(SEED).stream(t.getKey()).gaussian(t.getValue().shape(), Precision.FLOAT64, 0.1, 0.3));
    return new Model(network, new Weights(tensors));
  }

  /** A seeded picture, [3, 12, 12]. */
  public static Tensor picture(int number) {
    return RandomStream.of(SEED).stream("picture").stream(number).gaussian(Shape.of(3, 12, 12), Precision.FLOAT64, 0.2, 1);
  }

  /** Its model with a channel of the layer that is 0 everywhere: its bias is far below 0. */
  public Subject subjectWithDeadChannel(int k) {
    return with("conv2.bias", bias -> Tensor.filled(bias.shape(), bias.precision(), i -> i == k ? -1000 : bias.cell(i)));
  }

  /** Its model with another tensor in place of one. */
  public Subject with(String name, UnaryOperator<Tensor> changed) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(model().weights().tensors());
    tensors.computeIfPresent(name, (_, tensor) -> changed.apply(tensor));
    return Subject.of(new Model(network(), new Weights(tensors)), LAYER, Executor.float64());
  }

  public Subject subject() {
    return Subject.of(model(), LAYER, Executor.float64());
  }

  /** The first picture and class 1. */
  public Probe probe() {
    return subject().probe(picture(0), Target.ofClass(1));
  }
}
