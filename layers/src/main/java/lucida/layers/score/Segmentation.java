package lucida.layers.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.AxisMeanings;
import lucida.layers.Forward;
import lucida.layers.Layer;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.Scope;

/**
 * A network that scores every class at every position, as networks for segmentation do, made one that scores a picture: by the mean over
 * a region. Everything that explains a class explains it then.
 *
 * @param network its nodes up to the scores of positions, and none behind
 */
public record Segmentation(Network network) {
  /** The scores of positions in the order [N, classes, h, w]. */
  private record InOrder(List<Integer> order) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      return in.getFirst().permute(order.stream().mapToInt(a -> a).toArray());
    }

    @Override
    public String kind() { return "Transpose"; }
  }

  /** What scores the positions in a network, if its scores have positions, or are means over them. */
  public static Optional<Segmentation> of(Network network) {
    List<Network.Node> nodes = network.nodes();
    if (nodes.getLast().layer() instanceof RegionMean)
      return Optional.of(new Segmentation(network.withNodes(nodes.subList(0, nodes.size() - 1))));
    Forward forward = network.write(1, Mode.INFERENCE);
    Shape S = forward.scores().shape();
    if (S.rank() != 4) return Optional.empty();
    return AxisMeanings.of(forward).order(forward.scores()).map(order -> order.equals(List.of(0, 1, 2, 3))
        ? new Segmentation(network)
        : new Segmentation(network.followedBy("in_order", new InOrder(order))));
  }

  /** The network with the mean over regions behind it: its scores are [N, classes]. */
  public Network over(RegionMean regions) {
    return network.followedBy("region_mean", regions);
  }

  /**
   * Where the network finds each class: the cells i·w + j at which no other has a higher score, and of one class alone those at which its
   * score is above 0.
   *
   * @param S the scores of the positions of one picture, [1, classes, h, w]
   */
  public static RegionMean predicted(Tensor S) {
    int classes = S.shape().extent(1), Z = S.shape().extent(2) * S.shape().extent(3);
    List<List<Integer>> regions = IntStream.range(0, classes).<List<Integer>>mapToObj(_ -> new ArrayList<>()).toList();
    for (int cell = 0; cell < Z; cell++) {
      int at = cell;
      int best = IntStream.range(0, classes).reduce(0, (a, b) -> S.cell(b * Z + at) > S.cell(a * Z + at) ? b : a);
      if (classes > 1 || S.cell(at) > 0) regions.get(best).add(cell);
    }
    return new RegionMean(regions);
  }
}
