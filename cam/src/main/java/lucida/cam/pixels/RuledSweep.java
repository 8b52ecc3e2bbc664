package lucida.cam.pixels;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.autodiff.Rule;
import lucida.cam.Flag;
import lucida.layers.Forward;

/**
 * A sweep from Y down to the pixels in which every ReLU layer of the network follows a rule. Everything else sends its adjoint, other
 * activations and the gates inside a clip or a maximum too.
 */
final class RuledSweep {
  private RuledSweep() {}

  /** R at the pixels of each picture, [N, C, H, W], from Y, [N]. */
  static Expr of(Rule rule, Expr Y, Forward forward) {
    Map<Expr, Rule> marked = new HashMap<>();
    for (Expr layer : forward.values().values()) if (Rule.isRelu(layer)) marked.put(layer, rule);
    return Reverse.pullback(Y, Constant.one(Y.shape()), List.of(forward.x()), marked).getFirst();
  }

  /** That a rule without a ReLU changes nothing. */
  static List<Flag> flags(Forward forward) {
    Collection<Expr> layers = forward.values().values();
    return layers.stream().anyMatch(Rule::isRelu)
        ? List.of()
        : List.of(Flag.note("the network has no ReLU layers: the map is the gradient"));
  }
}
