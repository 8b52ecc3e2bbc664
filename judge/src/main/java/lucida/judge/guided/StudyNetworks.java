package lucida.judge.guided;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.BatchNorm;
import lucida.layers.BatchNormFolding;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.MaxPool;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import lucida.layers.architecture.Attention;

/** The networks that {@link GuidedStudies} train. */
final class StudyNetworks {
  /** The layer of {@link #small} and {@link #smooth} that is explained. */
  static final String FEATURES = "features";
  private static final List<Integer> WIDTHS = List.of(8, 16, 32, 48);

  private StudyNetworks() {}

  /** Four convolutions of 3×3, a pooling between each two, and global average pooling: 21 thousand numbers. The head is piecewise linear, so that exact Grad-CAM++ is the closed one [PP 7]. */
  static Network small(int side, int classes) {
    NetworkBuilder net = convolutions("small", side);
    net.add("fc", Dense.of(WIDTHS.getLast(), classes));
    return net.build();
  }

  /** The same with a hidden layer of softplus in front of the scores, behind which Grad-CAM++'s second and third derivatives are not 0. */
  static Network smooth(int side, int classes) {
    NetworkBuilder net = convolutions("smooth", side);
    net.add("fc1", Dense.of(WIDTHS.getLast(), WIDTHS.getLast()));
    net.add("softplus", Activation.SOFTPLUS);
    net.add("fc2", Dense.of(WIDTHS.getLast(), classes));
    return net.build();
  }

  private static NetworkBuilder convolutions(String name, int side) {
    NetworkBuilder net = new NetworkBuilder(name, Shape.of(3, side, side));
    int channels = 3;
    for (int stage = 1; stage <= WIDTHS.size(); stage++) {
      int width = WIDTHS.get(stage - 1);
      net.add("conv" + stage, Conv2d.of(channels, width, 3, 1, 1).withoutBias());
      net.add("bn" + stage, BatchNorm.of(width));
      net.add("relu" + stage, Activation.RELU);
      if (stage < WIDTHS.size()) net.add("pool" + stage, MaxPool.of(2, 2));
      channels = width;
    }
    net.alias(FEATURES);
    net.add("gap", new GlobalAveragePool());
    return net;
  }

  /** From random weights. */
  static Model untrained(Network network, long seed) {
    return new Model(network, Initial.weights(network, seed, Precision.FLOAT32));
  }

  /**
   * A trained network of scenes with other classes, their scores from random weights, and attention if it is to have some. Channel attention begins with equal shares, for its last layer begins with zeros: from random ones few channels
   * are left of those that were learned.
   */
  static Model transferred(Model given, int classes, Optional<Attention> attention, long seed) {
    Network plain = BatchNormFolding.folded(Architectures.named(given.network().name(), classes));
    Network network = attention.map(a -> rescaled(a.in(plain), a)).orElse(plain);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(
        Initial.transferred(network, given.weights(), seed, Precision.FLOAT32).tensors());
    tensors.computeIfPresent(Attention.SCORES + ".weight", (_, w) -> w.scale(0));
    return new Model(network, new Weights(tensors));
  }

  /**
   * The scores are computed of so many times what attention leaves as there are shares of 1: K channels, or Z positions where there is spatial attention [GG 3]. Uniform attention is no attention then; without this the scores begin, and
   * what they learn is, K or Z times smaller.
   */
  private static Network rescaled(Network network, Attention attention) {
    Shape A = Objects.requireNonNull(network.shapes().get(network.resolve(attention.after())));
    int shares = attention.spatial().isPresent() ? A.extent(1) * A.extent(2) : A.extent(0);
    List<Network.Node> nodes = new ArrayList<>(network.nodes());
    Network.Node scores = nodes.removeLast();
    nodes.add(new Network.Node("rescaled", new Activation("times " + shares, x -> x.scale(shares)), scores.inputs()));
    nodes.add(new Network.Node(scores.name(), scores.layer(), List.of("rescaled")));
    return network.withNodes(nodes);
  }
}
