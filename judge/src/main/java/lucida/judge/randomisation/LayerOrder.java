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

/** Which layers have random weights, step by step. Random weights are those from which a training starts, {@link Initial}. */
public enum LayerOrder {
  /** The last layer, the last two, … all: cascading from the scores. */
  TOP_DOWN("top-down") {
    @Override
    List<String> of(List<String> layers, int step) { return layers.subList(layers.size() - 1 - step, layers.size()); }
  },
  /** The first layer, the first two, … all. */
  BOTTOM_UP("bottom-up") {
    @Override
    List<String> of(List<String> layers, int step) { return layers.subList(0, step + 1); }
  },
  /** One layer at a time, from the last to the first. */
  INDEPENDENT("independent") {
    @Override
    List<String> of(List<String> layers, int step) { return List.of(layers.get(layers.size() - 1 - step)); }
  };

  private final String title;

  LayerOrder(String title) { this.title = title; }

  /** What the names of metrics that use it end in. */
  String title() { return title; }

  /** The layers that are random at a step, numbered from 0. */
  abstract List<String> of(List<String> layers, int step);

  /** How many layers of a network have parameters. */
  static int steps(JudgedMap judged) {
    return layers(judged.probe().subject()).size();
  }

  /** The layers that have parameters, from the first to the last. */
  static List<String> layers(Subject subject) {
    return subject.model().network().nodes().stream().filter(node -> !node.layer().parameters().isEmpty()).map(Network.Node::name)
        .toList();
  }

  /** The same question about the same picture to the network of a step, which is made once for all pictures. */
  Probe probe(JudgedMap judged, int step, Tensor x) {
    record Step(LayerOrder order, int step, long seed) {}
    Subject all = random(judged);
    return judged.variants().of(new Step(this, step, judged.seed()),
        subject -> new Model(subject.model().network(), mixed(subject, all, of(layers(subject), step))))
        .probe(x, judged.probe().target());
  }

  /** The network with random weights in all layers: the others share them. */
  static Subject random(JudgedMap judged) {
    record All(long seed) {}
    return judged.variants().of(new All(judged.seed()), subject -> new Model(subject.model().network(),
        Initial.weights(subject.model().network(), seed(judged.seed()), subject.executor().precision())));
  }

  /** Not the evaluation's own: a network may have been trained from that. */
  static long seed(long evaluation) {
    return RandomStream.of(evaluation).stream("random weights").bits(0);
  }

  private static Weights mixed(Subject subject, Subject random, List<String> layers) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(subject.model().weights().tensors());
    random.model().weights().tensors().forEach((name, tensor) -> {
      if (layers.contains(name.substring(0, name.lastIndexOf('.')))) tensors.put(name, tensor);
    });
    return new Weights(tensors);
  }
}
