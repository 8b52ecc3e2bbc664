package lucida.cam.pixels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Reverse;
import lucida.autodiff.op.Linear;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Tensor;
import lucida.layers.AxisMeaning;
import lucida.layers.AxisMeanings;
import lucida.layers.Forward;
import lucida.layers.Network;

/**
 * [OT 12] What pixels and biases have in the score of a piecewise linear network: S = Σ (∂S/∂x ⊙ x) + Σ_l Σ (∂S/∂b_l ⊙ b_l).
 *
 * <p>The biases are read off the graph. A node on the way from x to S is a linear map, or a selection or a product with something beside the
 * way, which is linear too where nothing crosses a kink. Only a sum or a concatenation can bring in what does not come from x: its value
 * with x's part taken as 0 is the b_l of the node, and ∂S/∂b_l what arrives at the node in reverse.
 *
 * @param ofInput ∂S/∂x ⊙ x, [C, H, W]
 * @param ofBiases in the order of the network
 * @param score S
 */
public record FullGradTerms(Tensor ofInput, List<OfBias> ofBiases, double score) {
  /**
   * What one bias has in the score.
   *
   * @param layer the layer that adds it
   * @param term ∂S/∂b ⊙ b, [C, h, w], or [C] for a dense layer
   */
  public record OfBias(String layer, Tensor term) {
    /** Whether it can be shown on the picture. */
    boolean hasPositions() {
      return term.shape().rank() == 3 && term.size() > term.shape().extent(0);
    }
  }

  private record Bias(Expr node, Expr b) {}

  /** What is written once for all pictures. */
  private record Written(List<Bias> biases, List<String> layers, Executor.Compiled terms) {}

  static FullGradTerms of(Probe probe) {
    Forward forward = probe.cut().forward();
    Written written = probe.written(Written.class, "FullGrad", Score.LOGIT, () -> write(probe, forward));
    List<Tensor> values = written.terms().run(probe.given());
    List<OfBias> terms = new ArrayList<>();
    AxisMeanings meanings = AxisMeanings.of(forward);
    for (int l = 0; l < written.biases().size(); l++) {
      Tensor term = placed(values.get(l + 2), written.biases().get(l).node(), meanings, written.layers().get(l));
      terms.add(new OfBias(written.layers().get(l), withoutBatch(term)));
    }
    return new FullGradTerms(values.get(1).select(0, 0), terms, values.getFirst().item());
  }

  private static Written write(Probe probe, Forward forward) {
    Expr x = forward.x();
    Expr S = Score.LOGIT.differentiated(probe.target(), probe.formulas());
    List<Bias> biases = biases(S, x);
    List<Expr> nodes = new ArrayList<>(List.of(x));
    for (Bias bias : biases) nodes.add(bias.node());
    List<Expr> arriving = Reverse.pullback(S, Constant.one(S.shape()), nodes, Map.of());
    List<Expr> wanted = new ArrayList<>(List.of(S, arriving.getFirst().times(x)));
    for (int l = 0; l < biases.size(); l++) wanted.add(arriving.get(l + 1).times(biases.get(l).b()));
    Map<Expr, String> layers = layers(forward);
    return new Written(biases, biases.stream().map(bias -> layers.getOrDefault(bias.node(), "target")).toList(),
        probe.compiled(Program.of(wanted)));
  }

  /** The nodes on the way from x to S at which something is added. */
  private static List<Bias> biases(Expr S, Expr x) {
    Set<Expr> way = Graph.paths(Set.of(x), S);
    List<Bias> biases = new ArrayList<>();
    for (Expr e : way) {
      if (!(e instanceof Apply y && y.op() instanceof Linear L) || y.equals(x)) continue;
      Expr b = Apply.of(L, y.inputs().stream().map(in -> way.contains(in) ? Constant.zero(in.shape()) : in).toList());
      if (!b.isZero()) biases.add(new Bias(y, b));
    }
    return biases;
  }

  /** As [N, C, h, w] if it has positions. */
  private static Tensor placed(Tensor term, Expr node, AxisMeanings meanings, String layer) {
    Optional<List<Integer>> order = meanings.order(node);
    if (order.isPresent()) return term.permute(order.get().stream().mapToInt(axis -> axis).toArray());
    List<AxisMeaning> axes = meanings.of(node);
    if (Stream.of(AxisMeaning.ROW, AxisMeaning.COLUMN, AxisMeaning.MIXED).noneMatch(axes::contains)) return term;
    throw new NotApplicableException("FullGrad shows biases where they act, but the axes of layer '" + layer + "' mean "
        + axes + ", not [batch, channel, row, column]");
  }

  private static Tensor withoutBatch(Tensor term) {
    return term.shape().rank() > 0 && term.shape().extent(0) == 1 ? term.select(0, 0) : term;
  }

  /** The layer that wrote each formula. */
  private static Map<Expr, String> layers(Forward forward) {
    Map<Expr, String> layers = new HashMap<>();
    Set<Expr> known = new HashSet<>();
    for (Network.Node node : forward.network().nodes())
      for (Expr e : Graph.order(List.of(forward.value(node.name())), e -> known.contains(e) ? List.of() : e.inputs()))
        if (known.add(e)) layers.put(e, node.name());
    return layers;
  }

  /** Σ of all terms, in double. */
  public double total() {
    double total = ofInput.sum();
    for (OfBias bias : ofBiases) total += bias.term().sum();
    return total;
  }
}
