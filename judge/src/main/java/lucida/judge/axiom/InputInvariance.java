package lucida.judge.axiom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import lucida.autodiff.Windows;
import lucida.cam.Subject;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.layers.Conv2d;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.pictures.MapComparison;

/**
 * Input invariance — Kindermans, Hooker, Adebayo, Alber, Schütt, Dähne, Erhan, Kim 2017, arXiv 1711.00867.
 *
 * <pre>
 *   ‖L of f₂ at x + m − L of f at x‖ / ‖L of f at x‖,  f₂(x + m) = f(x)        [ME 8]
 * </pre>
 *
 * m is the same number everywhere. Deviation: the paper takes m back in the first layer's bias, which is the same function only where nothing is padded; here
 * f₂ has one layer more in front, x ↦ x − m.
 *
 * @param m by how much the input is shifted
 */
public record InputInvariance(double m) implements Metric {
  @Override
  public String name() { return "input-invariance"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Input Invariance", "Kindermans, Hooker, Adebayo, et al. 2017, arXiv 1711.00867", "[ME 8]",
        String.format(Locale.ROOT, "How much the map changes when the picture is shifted by %s and the network takes that back.",
            m),
        Better.LOWER, MetricUnit.NUMBER, "0 or more");
  }

  @Override
  public long maps() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      if (judged.shown().abs().max() == 0) return Judgement.leftOut("the map is 0 everywhere");
      Tensor other = judged.shownFor(this, () -> judged.variants().of(this, this::shifted)
          .probe(judged.x().map(v -> v + m), judged.probe().target()));
      return Judgement.of(new MapComparison(other, judged.shown()).relativeL2());
    });
  }

  /** f₂: a convolution 1×1 with the identity and the bias −m, then f. */
  private Model shifted(Subject subject) {
    Network network = subject.model().network();
    int C = network.input().extent(0);
    String first = "shift";
    List<Network.Node> nodes = new ArrayList<>();
    nodes.add(new Network.Node(first, new Conv2d(C, C, Windows.of(1, 1, 1, 0), 1, true), List.of(Network.INPUT)));
    for (Network.Node node : network.nodes())
      nodes.add(new Network.Node(node.name(), node.layer(),
          node.inputs().stream().map(from -> from.equals(Network.INPUT) ? first : from).toList()));
    Precision precision = subject.executor().precision();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(first + ".weight", Tensor.eye(C, precision).reshape(Shape.of(C, C, 1, 1)));
    tensors.put(first + ".bias", Tensor.filled(Shape.of(C), precision, -m));
    tensors.putAll(subject.model().weights().tensors());
    Network shifted = network.withNodes(nodes);
    return new Model(shifted, new Weights(tensors));
  }
}
