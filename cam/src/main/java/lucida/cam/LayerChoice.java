package lucida.cam;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Resample;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.WindowArgMax;
import lucida.layers.AxisMeanings;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.score.TokenGrid;

/**
 * The layer that is explained when none is named: the last one with positions that all of the picture passes through, poolings and what
 * does nothing apart, with convolutions or dense layers before it and behind it. In a VGG the ReLU before the last pooling, in a ResNet
 * the ReLU of its last block, in a SqueezeNet the last fire module, in a transformer the tokens that its last attention reads.
 *
 * <p>Where no weights lie between a layer and the scores, as in front of the global pooling of a SqueezeNet, every class has a channel to
 * itself, and methods that differ in how they weight channels coincide. Such class maps are chosen only if nothing else is left.
 */
public final class LayerChoice {
  private LayerChoice() {}

  /**
   * For a network.
   *
   * @throws NotApplicableException if it has no such layer
   */
  public static String of(Network network) {
    Forward forward = network.write(1, Mode.INFERENCE);
    return candidates(forward).filter(node -> tells(forward.value(node.name()), forward)).findFirst()
        .or(() -> candidates(forward).findFirst()).map(node -> usualName(node, network))
        .orElseThrow(() -> new NotApplicableException("Network " + network.name()
            + " has no layer with positions, [channel, row, column], that all of the picture passes through; name one"));
  }

  /** What to know about a layer that somebody named: that it holds class maps, and which layer tells more. */
  public static Optional<String> note(Network network, String layer) {
    Forward forward = network.write(1, Mode.INFERENCE);
    if (haveWeights(forward.value(layer), forward.scores()) || forward.value(layer).equals(forward.scores()))
      return Optional.empty();
    String better = candidates(forward).filter(node -> tells(forward.value(node.name()), forward)).findFirst()
        .map(node -> "; layer " + usualName(node, network) + " tells them apart").orElse("");
    return Optional.of("no weights lie between layer " + layer + " and the scores, a channel for each class: that is why Grad-CAM,"
        + " Grad-CAM++ and HiResCAM give one map there" + better);
  }

  /** From the last on, found as they are asked for. */
  private static Stream<Network.Node> candidates(Forward forward) {
    AxisMeanings meanings = AxisMeanings.of(forward);
    return forward.network().nodes().reversed().stream().filter(node -> isCandidate(node, forward, meanings));
  }

  /** "layer4" rather than "layer4.2.relu": the shortest of its other names, if it has any. */
  private static String usualName(Network.Node node, Network network) {
    return network.aliases().entrySet().stream().filter(alias -> alias.getValue().equals(node.name())).map(Map.Entry::getKey)
        .min(Comparator.comparingInt(String::length)).orElse(node.name());
  }

  private static boolean isCandidate(Network.Node node, Forward forward, AxisMeanings meanings) {
    if (node.layer() instanceof TokenGrid) return true; // the class token passes beside
    Expr A = forward.value(node.name());
    boolean hasPositions = meanings.isPicture(A) && A.shape().extent(2) * A.shape().extent(3) > 1;
    boolean doesNothing = node.inputs().stream().anyMatch(from -> !from.equals(Network.INPUT) && forward.value(from).equals(A));
    return hasPositions && !doesNothing && !isPooling(A) && allPass(A, forward);
  }

  private static boolean isPooling(Expr A) {
    return A instanceof Apply y && (y.op() instanceof Linear(Resample _, _) || y.op() instanceof Selection(WindowArgMax _, _));
  }

  /** Whether the scores depend on the picture through A only. */
  private static boolean allPass(Expr A, Forward forward) {
    return !Graph.order(List.of(forward.scores()), e -> e.equals(A) ? List.of() : e.inputs()).contains(forward.x());
  }

  private static boolean tells(Expr A, Forward forward) {
    return haveWeights(forward.x(), A) && haveWeights(A, forward.scores());
  }

  /** Whether a convolution or a product of matrices lies between two values. */
  private static boolean haveWeights(Expr from, Expr to) {
    return Graph.paths(List.of(from), to).stream()
        .anyMatch(e -> !e.equals(from) && e instanceof Apply y && y.op() instanceof Bilinear B && !(B.form() instanceof Product));
  }
}
