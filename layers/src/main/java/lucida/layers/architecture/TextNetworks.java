package lucida.layers.architecture;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.FeatureModulation;
import lucida.layers.Flatten;
import lucida.layers.Gru;
import lucida.layers.Layer;
import lucida.layers.MaxPool;
import lucida.layers.Names;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Recurrent;
import lucida.layers.Scope;
import lucida.layers.WordEmbedding;

/**
 * Networks that read a picture and words, small enough to be trained in minutes. Their input [4, 64, 64] is a picture of three channels and a text, the
 * fourth: row t holds a 1 in the column of its word t. Their scores are of every word that there is.
 */
public final class TextNetworks {
  /** Writes captions: the scores of word t, [N · T, words], behind the words before it. */
  public static final String CAPTIONS = "captions";
  /** Answers questions by one word: [N, words]. */
  public static final String VQA = "vqa";
  /** The names of both. */
  public static final List<String> NAMES = List.of(CAPTIONS, VQA);
  /** T, the rows of a text. */
  public static final int LENGTH = 10;
  /** The nodes that tell the input's two parts apart, and the first that reads the text. */
  public static final String PICTURE = "picture", TEXT = "text", EMBEDDING = "embedding";

  private static final int SIDE = 64, LAST = 64, SMALLEST = 4;

  private TextNetworks() {}

  /** Channels of the input. */
  private record Picture() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().slice(1, 0, 3); }
  }

  /** The text, [N, T, words]. */
  private record Text(int words) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      return in.getFirst().at(1, 3).slice(1, 0, LENGTH).slice(2, 0, words);
    }
  }

  /** What is known after the last word: [N, T, hidden] to [N, hidden]. */
  private record Last() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) { return in.getFirst().at(1, in.getFirst().shape().extent(1) - 1); }
  }

  /** Each word by itself: [N, T, hidden] to [N · T, hidden]. */
  private record EachWord() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Shape shape = in.getFirst().shape();
      return in.getFirst().reshape(shape.extent(0) * shape.extent(1), shape.extent(2));
    }
  }

  /** What was said at each word, [N · T, features], and beside it what is seen, [N, features]: their sum. */
  private record Beside() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Shape said = in.getFirst().shape();
      int N = scope.batch();
      return in.getFirst().plus(in.getLast().expand(Shape.of(N, said.extent(0) / N, said.extent(1)), 1).reshape(said));
    }
  }

  /**
   * One of them by its name.
   *
   * @param words how many words there are
   */
  public static Network named(String name, int words) {
    return switch (name) {
      case CAPTIONS -> captions(words);
      case VQA -> vqa(words);
      default ->
        throw new IllegalArgumentException("No network for texts is named '" + name + "'; " + Names.suggestion(name, NAMES));
    };
  }

  /**
   * A convolutional network whose features are the state in which a GRU begins, which reads each word; what it knows then and what is seen score the next.
   * After Vinyals, Toshev, Bengio, Erhan, CVPR 2015, arXiv 1411.4555, with a GRU, and merged once more behind it.
   */
  public static Network captions(int words) {
    int hidden = 160, size = 48, wide = 256;
    NetworkBuilder net = new NetworkBuilder(CAPTIONS, Shape.of(4, SIDE, SIDE));
    convolutions(net);
    String seen = flat(net, wide);
    net.add("start", Dense.of(wide, hidden));
    String start = net.add("tanh", Activation.TANH);
    text(net, words, size);
    net.add("gru", new Recurrent(new Gru(size, hidden)), EMBEDDING, start);
    net.add("each_word", new EachWord());
    String said = net.add("said", new Dense(hidden, wide, false));
    net.add("both", new Beside(), said, seen);
    net.add("relu", Activation.RELU);
    net.add("words", Dense.of(wide, words));
    return net.build();
  }

  /** A GRU reads the question; what it knows at its end modulates the features of the picture, as FiLM does. */
  public static Network vqa(int words) {
    int hidden = 96, size = 48;
    NetworkBuilder net = new NetworkBuilder(VQA, Shape.of(4, SIDE, SIDE));
    String A = convolutions(net);
    text(net, words, size);
    net.add("gru", new Recurrent(new Gru(size, hidden)));
    net.add("question", new Last());
    String said = net.add("film", Dense.of(hidden, 2 * LAST));
    net.add("modulation", new FeatureModulation(), A, said);
    net.add("modulated", Activation.RELU);
    convolve(net, "5", Conv2d.of(LAST, LAST, 3, 1, 1));
    net.alias("asked");
    flat(net, 128);
    net.add("answer", Dense.of(128, words));
    return net.build();
  }

  private static void text(NetworkBuilder net, int words, int size) {
    net.add(TEXT, new Text(words), Network.INPUT);
    net.add(EMBEDDING, new WordEmbedding(words, size));
  }

  /** Two strided convolutions, and three more, to [64, 8, 8]. Returns the last's name. */
  private static String convolutions(NetworkBuilder net) {
    net.add(PICTURE, new Picture(), Network.INPUT);
    convolve(net, "1", Conv2d.of(3, 24, 5, 2, 2));
    convolve(net, "2", Conv2d.of(24, 40, 3, 2, 1));
    convolve(net, "3", Conv2d.of(40, 56, 3, 1, 1));
    net.add("pool3", MaxPool.of(2, 2));
    convolve(net, "4_1", Conv2d.of(56, LAST, 3, 1, 1));
    String last = convolve(net, "4_2", Conv2d.of(LAST, LAST, 3, 1, 1));
    net.alias("features");
    return last;
  }

  private static String convolve(NetworkBuilder net, String number, Conv2d convolution) {
    net.add("conv" + number, convolution.withoutBias());
    net.add("bn" + number, BatchNorm.of(convolution.outputs()));
    return net.add("relu" + number, Activation.RELU);
  }

  /** Positions keep their places: [N, 64, 8, 8] to [N, features]. Returns the last's name. */
  private static String flat(NetworkBuilder net, int features) {
    net.add("pool", MaxPool.of(2, 2));
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(LAST * SMALLEST * SMALLEST, features, false));
    net.add("bn", BatchNorm.of(features));
    return net.add("seen", Activation.RELU);
  }
}
