package lucida.cam.derivatives;

import java.util.Locale;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.core.Tensor;

/**
 * What other tools compute and call Grad-CAM++ — Chattopadhay et al., WACV 2018, arXiv 1710.11063: powers of the first derivative in place of the second and third. {@link Form#CLOSED} is
 * right for a piecewise linear head and Y = exp(S) [PP 7]; the others are nobody's equation. From
 * α to the map it is [PP 2] and [PP 6]. For comparison with {@link GradCamPlusPlus}.
 * None adds an ε.
 */
public record GradCamPlusPlusShortcut(Form form) implements ChannelWeighted {
  /** How α is made of g. */
  public enum Form {
    /** [PP 5] α = g² / (2g² + (Σ_ab A^k_ab) g³), the paper's equation 19. */
    CLOSED(new Statement("Grad-CAM++, closed form", "Chattopadhay et al., WACV 2018, arXiv 1710.11063",
        "Powers of the first derivative: right where the head is piecewise linear and Y is exp(S), approximate elsewhere.",
        "[PP 5]", "w_k = Σ_{ij} α^k_{ij} ReLU(g^k_{ij})", "[PP 6]")) {
      @Override
      public Alpha alpha(Tensor g, Tensor A) { return closed(g, A.sum(1, 2)); }
    },
    /** [PP 5], then α divided by Σ_ij α: the authors' program, not their paper. */
    AUTHORS(new Statement("Grad-CAM++, as the authors' program", "Chattopadhay et al., WACV 2018, arXiv 1710.11063",
        "The closed form, then divided by its sum over the positions, which the paper does not say. For comparison.",
        "α̂^k_{ij} = frac{α^k_{ij}}{Σ_{ab} α^k_{ab}}", "w_k = Σ_{ij} α̂^k_{ij} ReLU(g^k_{ij})", "[PP 6]")) {
      @Override
      public Alpha alpha(Tensor g, Tensor A) {
        Alpha closed = CLOSED.alpha(g, A);
        Tensor total = ChannelWeighted.overPositions(closed.alpha().sum(1, 2), A);
        return new Alpha(closed.alpha().zip(total, (a, sum) -> sum == 0 ? a : a / sum), closed.denominator().times(total),
            closed.dead(),
            closed.poles());
      }
    },
    /** α = g² / (2g² + Σ_ab A^k_ab (g^k_ab)³): the sum goes over the product. */
    INNER_SUM(new Statement("Grad-CAM++, inner sum", "A variant found in other tools",
        "The sum in the denominator goes over activations times cubed gradients rather than over activations. For comparison.",
        "α^k_{ij} = frac{g^2}{2 g^2 + Σ_{ab} A^k_{ab} (g^k_{ab})^3}", "w_k = Σ_{ij} α^k_{ij} ReLU(g^k_{ij})", "[PP 6]")) {
      @Override
      public Alpha alpha(Tensor g, Tensor A) {
        Tensor square = g.times(g), inner = ChannelWeighted.overPositions(A.times(square.times(g)).sum(1, 2), A);
        return Alpha.of(square, square.scale(2).plus(inner));
      }
    },
    /** [PP 5] with the mean of A^k in place of its sum. */
    MEAN(new Statement("Grad-CAM++, mean", "A variant found in other tools",
        "The closed form with the mean of a channel in place of its sum. For comparison.", "α^k_{ij} = frac{g^2}{2 g^2 + Ā^k g^3}",
        "w_k = Σ_{ij} α^k_{ij} ReLU(g^k_{ij})", "[PP 6]")) {
      @Override
      public Alpha alpha(Tensor g, Tensor A) { return closed(g, A.mean(1, 2)); }
    };

    private final Statement statement;

    Form(Statement statement) { this.statement = statement; }

    /** α at every position, from g and A, each [K, h, w]. */
    public abstract Alpha alpha(Tensor g, Tensor A);

    private static Alpha closed(Tensor g, Tensor level) {
      Tensor square = g.times(g);
      return Alpha.of(square, square.scale(2).plus(ChannelWeighted.overPositions(level, g).times(square.times(g))));
    }

    @Override
    public String toString() { return name().toLowerCase(Locale.ROOT).replace('_', '-'); }
  }

  @Override
  public String name() { return "gradcam++-" + form; }

  @Override
  public Statement statement() { return form.statement; }

  @Override
  public Unit unit() { return Score.EXP.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    Tensor g = probe.gradient(Score.LOGIT);
    return form.alpha(g, probe.activations()).weights(g);
  }
}
