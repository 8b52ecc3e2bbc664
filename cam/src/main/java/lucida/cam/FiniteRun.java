package lucida.cam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.core.Tensor;
import lucida.layers.Cut;

/** Where the run of a network on a picture is not finite. What a NaN or an infinity came from is named, in the order of the computation. */
final class FiniteRun {
  private static final int SHOWN = 3;
  /** A filter with a NaN shows in its layer's output; smaller tensors are looked through, for 1/√∞ = 0 hides an infinite variance. */
  private static final int SMALL = 1 << 16;

  private FiniteRun() {}

  /** The layers that the scores depend on, those behind the layer of the cut or all others, in the order of the graph. */
  static List<String> layers(Cut cut, boolean behind) {
    Set<Expr> all = Graph.order(List.of(cut.scores()), Expr::inputs);
    Set<Expr> after = Graph.paths(List.of(cut.activations()), cut.scores());
    return cut.forward().values().entrySet().stream().filter(layer -> all.contains(layer.getValue()))
        .filter(layer -> behind == (after.contains(layer.getValue()) && !layer.getValue().equals(cut.activations())))
        .map(Map.Entry::getKey).toList();
  }

  /**
   * The picture, weights, the first layer, the scores.
   *
   * @param suspects the layers whose cells have no finite sum
   */
  static List<Flag> flags(ForwardPass pass, Set<String> suspects) {
    List<Flag> flags = new ArrayList<>();
    int bad = pass.x().nonFinite();
    if (bad > 0) flags.add(flag(bad, bad + " of " + pass.x().size() + " cells of the picture are NaN or infinite"));
    weights(pass, !suspects.isEmpty(), flags);
    firstLayer(pass, suspects, flags);
    Tensor S = pass.logits();
    int lost = S.nonFinite();
    if (lost > 0) flags.add(flag(lost, lost + " of " + S.size() + " scores are NaN or infinite"));
    return flags;
  }

  private static Flag flag(int count, String text) { return new Flag(Flag.Kind.NON_FINITE_NETWORK, count, text); }

  private static void weights(ForwardPass pass, boolean all, List<Flag> flags) {
    List<Map.Entry<String, Tensor>> bad = pass.subject().model().weights().tensors().entrySet().stream()
        .filter(w -> (all || w.getValue().size() <= SMALL) && !w.getValue().isFinite()).toList();
    bad.stream().limit(SHOWN).forEach(w -> flags.add(flag(w.getValue().nonFinite(),
        w.getValue().nonFinite() + " of " + w.getValue().size() + " cells of the weights '" + w.getKey()
            + "' are NaN or infinite")));
    if (bad.size() > SHOWN)
      flags.add(flag(bad.size() - SHOWN, "so are cells of " + (bad.size() - SHOWN) + " other tensors of weights"));
  }

  /** A sum of finite cells can overflow: the layer itself is looked at. */
  private static void firstLayer(ForwardPass pass, Set<String> suspects, List<Flag> flags) {
    for (String layer : pass.formulas().forward().values().keySet())
      if (suspects.contains(layer)) {
        Tensor y = pass.value(layer);
        int bad = y.nonFinite();
        if (bad == 0) continue;
        flags
            .add(flag(bad, "the first layer whose output is not finite is '" + layer + "': " + bad + " of " + y.size() + " cells"));
        return;
      }
  }
}
