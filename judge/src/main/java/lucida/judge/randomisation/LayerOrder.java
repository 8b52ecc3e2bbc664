package lucida.judge.randomisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.score.Cosine;

/** Which layers have random weights, step by step. Random weights are those from which a training starts, {@link Initial}. */
public enum LayerOrder {
  /** The last layer, the last two, … all: cascading from the scores. */
  TOP_DOWN("top-down") {
    @Override
    public <T> List<T> of(List<T> layers, int step) { return layers.subList(layers.size() - 1 - step, layers.size()); }
  },
  /** The first layer, the first two, … all. */
  BOTTOM_UP("bottom-up") {
    @Override
    public <T> List<T> of(List<T> layers, int step) { return layers.subList(0, step + 1); }
  },
  /** One layer at a time, from the last to the first. */
  INDEPENDENT("independent") {
    @Override
    public <T> List<T> of(List<T> layers, int step) { return List.of(layers.get(layers.size() - 1 - step)); }
  };

  private final String title;

  LayerOrder(String title) { this.title = title; }

  /** What the names of metrics that use it end in. */
  String title() { return title; }

  /**
   * What is random at a step.
   *
   * @param layers from the first to the last, or groups of them
   * @param step from 0
   */
  public abstract <T> List<T> of(List<T> layers, int step);

  /** How many layers of a network have parameters. */
  static int steps(JudgedMap judged) {
    return layers(judged.probe().subject()).size();
  }

  /** The layers that have parameters, from the first to the last; those to which a picture is compared are none. */
  public static List<String> layers(Subject subject) {
    return subject.model().network().nodes().stream()
        .filter(node -> !node.layer().parameters().isEmpty() && !(node.layer() instanceof Cosine)).map(Network.Node::name).toList();
  }

  /** The same question about the same picture to the network of a step, which is made once for all pictures. */
  Probe probe(JudgedMap judged, int step, Tensor x) {
    record Step(LayerOrder order, int step, long seed) {}
    Subject all = random(judged);
    return judged.variants().of(new Step(this, step, judged.seed()),
        subject -> mixed(subject.model(), all.model(), of(layers(subject), step)))
        .probe(x, judged.probe().target());
  }

  /** The network with random weights in all layers: the others share them. */
  static Subject random(JudgedMap judged) {
    record All(long seed) {}
    return judged.variants().of(new All(judged.seed()), subject -> random(subject, judged.seed()));
  }

  /** A network with random weights in all layers, from the seed of an evaluation. */
  public static Model random(Subject subject, long seed) {
    Network network = subject.model().network();
    Model random = new Model(network, Initial.weights(network, seed(seed), subject.executor().precision()));
    return mixed(subject.model(), random, layers(subject));
  }

  /** Not the evaluation's own: a network may have been trained from that. */
  static long seed(long evaluation) {
    return RandomStream.of(evaluation).stream("random weights").bits(0);
  }

  /** A trained network with the weights of a random one in some layers. */
  public static Model mixed(Model trained, Model random, List<String> layers) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(trained.weights().tensors());
    random.weights().tensors().forEach((name, tensor) -> {
      if (layers.contains(name.substring(0, name.lastIndexOf('.')))) tensors.put(name, tensor);
    });
    return new Model(trained.network(), new Weights(tensors));
  }
}
