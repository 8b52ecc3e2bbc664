package lucida.cam.tokens;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Initial;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import lucida.layers.score.Tokens;

/**
 * Patches of 2×2 pixels, 2 rows of 3, tokens in front, three layers of attention of two heads with a shortcut and a tanh behind each; scores of some
 * of the tokens.
 *
 * @param before how many tokens are in front of the patches
 * @param read the tokens whose mean is classified: the first few, all of them if none
 */
record SmallTransformer(int before, int read) {
  static final int K = 6, HEADS = 2, H = 2, W = 3, LAYERS = 3, CLASSES = 4;
  static final SmallTransformer OF_CLASS_TOKEN = new SmallTransformer(1, 1), OF_TWO = new SmallTransformer(2, 2),
      OF_MEAN = new SmallTransformer(0, 0);
  private static final long SEED = 20200502; // of arXiv 2005.00928

  int tokens() { return before + H * W; }

  /** [N, K, h, w] to [N, T, K]; those in front are numbers. */
  private record ToTokens(int before) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr patches = in.getFirst().reshape(scope.batch(), K, H * W).permute(0, 2, 1);
      return before == 0
          ? patches
          : Expr.concat(1, List.of(new Constant(0.5, Shape.of(scope.batch(), before, K)), patches));
    }
  }

  /** softmax(Q Kᵀ) of each head, [N · heads, T, T]. */
  private record Weighing() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      return Softmax.softmax(heads(in.getFirst(), "query", scope).matmulTransposed(heads(in.getFirst(), "key", scope)), 2);
    }

    @Override
    public SequencedMap<String, Shape> parameters() { return matrices("query", "key"); }

    @Override
    public String kind() { return "Softmax"; }
  }

  /** x + A V, of the tokens x and A. */
  private record Mixing() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr x = in.getFirst(), mixed = in.getLast().matmul(heads(x, "value", scope));
      int N = scope.batch(), T = x.shape().extent(1);
      return x.plus(mixed.reshape(N, HEADS, T, K / HEADS).permute(0, 2, 1, 3).reshape(N, T, K));
    }

    @Override
    public SequencedMap<String, Shape> parameters() { return matrices("value"); }
  }

  /** The mean of the first tokens, [N, K]. */
  private record Read(int tokens) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      return (tokens == 0 ? in.getFirst() : in.getFirst().slice(1, 0, tokens)).mean(1);
    }
  }

  private static SequencedMap<String, Shape> matrices(String... names) {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    Stream.of(names).forEach(name -> parameters.put(name, Shape.of(K, K)));
    return parameters;
  }

  /** [N · heads, T, K / heads]. */
  private static Expr heads(Expr x, String matrix, Scope scope) {
    int N = x.shape().extent(0), T = x.shape().extent(1);
    return x.reshape(N * T, K).matmulTransposed(scope.parameter(matrix)).reshape(N, T, HEADS, K / HEADS).permute(0, 2, 1, 3)
        .reshape(N * HEADS, T, K / HEADS);
  }

  /** The name of the attention of a layer. */
  static String attention(int layer) { return "attention" + layer; }

  Network network() {
    NetworkBuilder net = new NetworkBuilder("small transformer", Shape.of(1, 2 * H, 2 * W));
    net.add("patches", Conv2d.of(1, K, 2, 2, 0));
    String x = net.add("tokens", new ToTokens(before));
    for (int layer = 0; layer < LAYERS; layer++) {
      net.add(attention(layer), new Weighing(), x);
      net.add("mixed" + layer, new Mixing(), x, attention(layer));
      x = net.add("tanh" + layer, Activation.TANH);
    }
    net.add("read", new Read(read));
    net.add("fc", Dense.of(K, CLASSES));
    return Tokens.of(net.build(), Optional.empty()).orElseThrow().network();
  }

  /** About a class of a seeded picture, at the tokens in front of the last attention. */
  Probe probe(Executor executor, int id) {
    Network network = network();
    Model model = new Model(network, Initial.weights(network, SEED, Precision.FLOAT64));
    Tensor x = RandomStream.of(SEED).stream("picture").gaussian(network.input(), Precision.FLOAT64, 0, 1);
    return Subject.of(model, executor).probe(x, Target.ofClass(id));
  }
}
