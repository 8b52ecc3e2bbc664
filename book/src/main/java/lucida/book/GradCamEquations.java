package lucida.book;

import java.util.List;
import lucida.cam.SaliencyMap;
import lucida.cam.Score;
import lucida.cam.channels.Counterfactual;
import lucida.cam.channels.GradCam;
import lucida.cam.pixels.GuidedBackprop;
import lucida.cam.pixels.GuidedGradCam;
import lucida.core.Tensor;

/** GC: Grad-CAM. */
final class GradCamEquations {
  private GradCamEquations() {}

  static Section section() {
    return new Section("Grad-CAM", "Selvaraju et al. 2016, arXiv 1610.02391", List.of(
        new Equation.Definition("GC 1", "Weights", new Notation("α^c_k = frac{1}{Z} Σ_{ij} frac{∂S^c}{∂A^k_{ij}}"), Domain.ANY,
            s -> NumberTable.of(s.where()).with("∂S/∂A^k_ij", s.probe().gradient(Score.LOGIT).cell(s.chosen()))
                .with("α_k", new GradCam().weights(s.probe()).w().cell(s.k()))),
        new Equation.Definition("GC 2", "The map", new Notation("L = ReLU(Σ_k α^c_k A^k)"), Domain.ANY,
            s -> map(s, "Σ_k α_k A^k_ij", new GradCam().explain(s.probe()))),
        new Equation.Identity("GC 3", "Grad-CAM generalises CAM",
            new Notation("Σ_{ij} frac{∂S^c}{∂A^k_{ij}} = w^c_k,  Z · L = ReLU(M^c)"), Domain.GAP_LINEAR,
            "a reverse sweep; w^c_k = S(1 in channel k) − S(0), forward runs of the head only", GradCamEquations::generalises,
            Counterexample.on(SmallNetwork.MAX_POOL)),
        new Equation.Definition("GC 4", "Counterfactual",
            new Notation("α^c_k = frac{1}{Z} Σ_{ij} −frac{∂S^c}{∂A^k_{ij}}"), Domain.ANY,
            s -> map(s, "−Σ_k α_k A^k_ij", new Counterfactual().explain(s.probe()))
                .with("α_k", new Counterfactual().weights(s.probe()).w().cell(s.k()))),
        new Equation.Definition("GC 5", "Guided Grad-CAM", new Notation("Up(L) ⊙ GuidedBackprop(x)"), Domain.ANY,
            GradCamEquations::guided),
        new Equation.Definition("GC 6", "Localisation",
            new Notation("\"box around the largest connected segment of\" Up(L) > 0.15 max(Up(L))"), Domain.ANY,
            GradCamEquations::box)));
  }

  static NumberTable map(EvaluationPoint s, String signed, SaliencyMap map) {
    return NumberTable.of(s.where()).with(signed, map.signed().cell(s.ij())).with("L_ij", map.map().cell(s.ij()))
        .with("max L", map.map().max());
  }

  /** [GC 3] */
  private static double generalises(EvaluationPoint s) {
    Tensor w = CamEquations.channelGains(s);
    Tensor L = new GradCam().explain(s.probe()).map();
    Tensor M = CamEquations.sum(w, s.A());
    return RelativeError.worst(RelativeError.of(s.probe().gradient(Score.LOGIT).sum(1, 2), w),
        RelativeError.of(L.scale(s.Z()), M.relu()));
  }

  /** [GC 5] at the pixel where it is largest. */
  private static NumberTable guided(EvaluationPoint s) {
    Tensor map = new GuidedGradCam().explain(s.probe()).map();
    int pixel = map.abs().argmax();
    int[] cij = map.shape().index(pixel);
    Tensor up = s.shown(new GradCam().explain(s.probe()));
    return NumberTable.of("colour channel %d, pixel (%d, %d)".formatted(cij[0], cij[1], cij[2]))
        .with("Up(L)", up.cell(pixel % up.size()))
        .with("GuidedBackprop", new GuidedBackprop().explain(s.probe()).map().cell(pixel)).with("product", map.cell(pixel));
  }

  /** [GC 6] */
  private static NumberTable box(EvaluationPoint s) {
    int H = s.probe().x().shape().extent(2), W = s.probe().x().shape().extent(3);
    ConnectedComponent segment = ConnectedComponent.largest(s.shown(new GradCam().explain(s.probe())), 0.15);
    return NumberTable.of("pixels of the %d × %d picture".formatted(H, W)).with("top", segment.top()).with("left", segment.left())
        .with("bottom", segment.bottom()).with("right", segment.right()).with("pixels in the segment", segment.size());
  }
}
