package lucida.cam.derivatives;

import java.util.List;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Softmax;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.Add;
import lucida.layers.BatchNorm;
import lucida.layers.ChannelScale;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.LocalResponseNorm;
import lucida.layers.MaxPool;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import lucida.layers.ScoreKind;
import lucida.layers.SmoothRelu;

/** A small network drawn from a seed: a convolution ("features", [4, 4, 4]), some blocks of layers, a classifier of five scores of some kind. */
final class RandomNetwork {
  static final String LAYER = "features";
  private static final int CLASSES = 5;
  private static final int K = 4;
  private static final int HIDDEN = 6;
  private static final int SIDE = 4;
  private static final Shape PICTURE = Shape.of(2, SIDE, SIDE);
  private static final List<Activation> SMOOTH = List.of(Activation.SILU, Activation.GELU, Activation.SIGMOID, Activation.TANH,
      Activation.SOFTPLUS);
  private static final List<Activation> PIECEWISE_LINEAR = List.of(Activation.RELU, Activation.RELU6, Activation.leakyRelu(0.1));
  private static final List<ScoreKind> SCORES = List.of(ScoreKind.LOGITS, ScoreKind.SOFTMAX, ScoreKind.SIGMOID);

  private final RandomStream random;
  private final NetworkBuilder net;
  private final boolean smooth;
  private int drawn;
  private int side = SIDE;

  /** Normalises with the statistics of its input: over positions as in training, or over all of it; or attends from channel to channel. */
  private record Mixing(int what) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr x = in.getFirst(), rows = x.reshape(K, x.shape().size() / K);
      return switch (what) {
        case 0 -> Normalization.batchNorm(x, Constant.one(Shape.of(K)), Constant.zero(Shape.of(K)), 1e-5);
        case 1 -> Normalization.layerNorm(rows.reshape(1, x.shape().size()), Constant.one(Shape.of(x.shape().size())),
            Constant.zero(Shape.of(x.shape().size())), 1e-5).reshape(x.shape());
        default -> x.plus(Softmax.softmax(rows.tanh().matmulTransposed(rows.tanh()).scale(0.2), 1).matmul(rows).reshape(x.shape()));
      };
    }

    @Override
    public String kind() { return "mixing " + what; }
  }

  private RandomNetwork(long seed) {
    random = RandomStream.of(seed).stream("network");
    net = new NetworkBuilder("random network " + seed, PICTURE);
    smooth = draw(2) == 0;
  }

  /** One without curvature, a smoothed copy of such a one, or one with layers of every kind; where a picture has a batch, for one picture. */
  static Model of(long seed) {
    RandomNetwork drawn = new RandomNetwork(seed);
    Network network = drawn.network();
    if (drawn.draw(3) == 0 && network.nodes().stream().anyMatch(node -> node.layer().equals(Activation.RELU)))
      network = SmoothRelu.in(network, 3);
    return new Model(network, Initial.weights(network, seed, Precision.FLOAT64));
  }

  /** A picture for it. */
  static Tensor picture(long seed) {
    return RandomStream.of(seed).stream("picture").gaussian(PICTURE, Precision.FLOAT64, 0, 1);
  }

  private int draw(int n) { return random.below(n, drawn++); }

  private Activation activation() {
    List<Activation> all = smooth ? SMOOTH : PIECEWISE_LINEAR;
    return all.get(draw(all.size()));
  }

  private Network network() {
    net.add(LAYER, Conv2d.of(2, K, 3, 1, 1));
    for (int block = 0, blocks = draw(4); block < blocks; block++) block("block" + block + ".");
    boolean pooled = draw(2) == 0;
    if (pooled) net.add("gap", new GlobalAveragePool());
    else net.add("flatten", new Flatten());
    int features = pooled ? K : K * side * side;
    if (draw(2) == 0) {
      net.add("hidden", Dense.of(features, HIDDEN));
      net.add("sigma", activation());
      features = HIDDEN;
    }
    net.add("classifier", Dense.of(features, CLASSES));
    return net.build().withScores(SCORES.get(draw(SCORES.size())));
  }

  private void block(String name) {
    String x = net.last();
    switch (draw(smooth ? 8 : 5)) {
      case 0 -> {
        net.add(name + "conv", Conv2d.of(K, K, 3, 1, 1));
        net.add(name + "sigma", activation());
      }
      case 1 -> {
        net.add(name + "conv", Conv2d.of(K, K, 3, 1, 1));
        net.add(name + "norm", BatchNorm.of(K));
        net.add(name + "sigma", activation());
        net.add(name + "sum", new Add(), x, net.last());
      }
      case 2 -> {
        int size = side % 2 == 0 ? 2 : 1;
        net.add(name + "pool", MaxPool.of(size, size));
        side /= size;
      }
      case 3 -> net.add(name + "pool", new MaxPool(Windows.of(3, 3, 1, 1), false));
      case 4 -> net.add(name + "sigma", activation());
      case 5 -> squeezeAndExcite(name, x);
      case 6 -> net.add(name + "lrn", new LocalResponseNorm(3, 0.1, 0.75, 1));
      default -> {
        net.add(name + "mixing", new Mixing(draw(3)));
        net.add(name + "sigma", activation());
      }
    }
  }

  private void squeezeAndExcite(String name, String x) {
    net.add(name + "squeeze", new AdaptiveAveragePool(1, 1), x);
    net.add(name + "fc1", Conv2d.of(K, 2, 1, 1, 0));
    net.add(name + "sigma", activation());
    net.add(name + "fc2", Conv2d.of(2, K, 1, 1, 0));
    String scale = net.add(name + "sigmoid", Activation.SIGMOID);
    net.add(name + "scale", new ChannelScale(), x, net.add(name + "flatten", new Flatten(), scale));
  }
}
