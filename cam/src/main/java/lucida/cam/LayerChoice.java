package lucida.cam;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.MaxPool;
import lucida.autodiff.op.Resample;
import lucida.autodiff.op.Selection;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;

/**
 * The layer that is explained when none is named: the last one with positions that all of the picture passes through, poolings and what
 * does nothing apart. In a VGG the ReLU before the last pooling, in a ResNet the ReLU of its last block.
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
    return network.nodes().reversed().stream().filter(node -> isCandidate(node, forward)).findFirst()
        .map(node -> usualName(node, network))
        .orElseThrow(() -> new NotApplicableException(
            "Network " + network.name() + " has no layer with positions that all of the picture passes through; name one"));
  }

  /** "layer4" rather than "layer4.2.relu": the shortest of its other names, if it has any. */
  private static String usualName(Network.Node node, Network network) {
    return network.aliases().entrySet().stream().filter(alias -> alias.getValue().equals(node.name())).map(Map.Entry::getKey)
        .min(Comparator.comparingInt(String::length)).orElse(node.name());
  }

  private static boolean isCandidate(Network.Node node, Forward forward) {
    Expr A = forward.value(node.name());
    boolean hasPositions = A.shape().rank() == 4 && A.shape().extent(2) * A.shape().extent(3) > 1;
    boolean doesNothing = node.inputs().stream().anyMatch(from -> !from.equals(Network.INPUT) && forward.value(from).equals(A));
    return hasPositions && !doesNothing && !isPooling(A) && allPass(A, forward);
  }

  private static boolean isPooling(Expr A) {
    return A instanceof Apply y && (y.op() instanceof Linear(Resample _, _) || y.op() instanceof Selection(MaxPool _, _));
  }

  /** Whether the scores depend on the picture through A only. */
  private static boolean allPass(Expr A, Forward forward) {
    return !Graph.order(List.of(forward.scores()), e -> e.equals(A) ? List.of() : e.inputs()).contains(forward.x());
  }
}
