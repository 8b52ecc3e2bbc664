package lucida.cam.pixels;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import lucida.autodiff.Graph;
import lucida.cam.Method;
import lucida.pictures.Normalisation;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Network;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * FullGrad — Srinivas, Fleuret, NeurIPS 2019, arXiv 1905.00780. For piecewise linear networks.
 *
 * <pre>
 *   S = Σ (∂S/∂x ⊙ x) + Σ_l Σ (∂S/∂b_l ⊙ b_l)                     [OT 12]  FullGradTerms
 *   L = ψ(∂S/∂x ⊙ x) + Σ_l Σ_c ψ(∂S/∂b_l ⊙ b_l)_c                 [OT 12]  explain
 *   ψ = Up ∘ rescale ∘ abs                                                psi
 * </pre>
 *
 * b_l is everything that a layer adds: biases of convolutions and dense layers, −μγ/σ + β of batch norms, at each position. rescale takes
 * the least and the largest cell of all channels of a layer to 0 and 1; Up is bilinear. Layers without positions have a part in S and none in L.
 *
 * <p>Deviation: rescale divides by the range itself (the authors' program by the range plus 1e-6).
 */
public record FullGrad() implements Method {
  @Override
  public Statement statement() {
    return new Statement("FullGrad", "Srinivas, Fleuret, NeurIPS 2019, arXiv 1905.00780",
        "Input times gradient, and every bias times its gradient: together they are the whole score.",
        "[OT 12]", "L = ψ(frac{∂S}{∂x} ⊙ x) + Σ_l Σ_c ψ(frac{∂S}{∂b_l} ⊙ b_l)_c,  ψ = Up ∘ rescale ∘ abs");
  }

  @Override
  public Unit unit() { return Unit.NONE; }

  @Override
  public boolean usesLayer() { return false; }

  @Override
  public SaliencyMap explain(Probe probe) {
    FullGradTerms terms = terms(probe);
    Shape picture = terms.ofInput().shape().without(0);
    Tensor L = psi(terms.ofInput(), picture);
    for (FullGradTerms.OfBias b : terms.ofBiases()) if (b.hasPositions()) L = L.plus(psi(b.term(), picture));
    String text = String.format(Locale.ROOT, "the terms of the pixels and of %d biases sum to %.6g, the score is %.6g",
        terms.ofBiases().size(), terms.total(), terms.score());
    return SaliencyMap.signed(L, this, probe, List.of()).knowing(Map.of("completeness", text));
  }

  /**
   * The signed terms, whose sum is the score.
   *
   * @throws NotApplicableException if the score is not piecewise linear in the pixels, with the first layer that is not
   */
  public FullGradTerms terms(Probe probe) {
    Forward forward = probe.cut().forward();
    if (!Graph.piecewiseLinear(Score.LOGIT.differentiated(probe.target(), probe.formulas()), forward.x()))
      throw new NotApplicableException("FullGrad divides the score of a piecewise linear network among pixels and biases; "
          + forward.network().nodes().stream().map(Network.Node::name)
              .filter(layer -> !Graph.piecewiseLinear(forward.value(layer), forward.x())).findFirst()
              .map(layer -> "layer '" + layer + "' is not piecewise linear").orElse("the target is not piecewise linear"));
    return FullGradTerms.of(probe);
  }

  /** Σ_c ψ(f)_c: [C, h, w] to [H, W]. */
  private static Tensor psi(Tensor f, Shape picture) {
    Tensor rescaled = Normalisation.MIN_MAX.of(f.abs());
    return new Resize(picture.extent(1), picture.extent(0), Filter.BILINEAR).of(rescaled.sum(0));
  }
}
