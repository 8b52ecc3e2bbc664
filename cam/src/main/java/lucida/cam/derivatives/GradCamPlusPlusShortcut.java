package lucida.cam.derivatives;

import java.util.Locale;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Unit;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.core.Tensor;

/**
 * What other tools compute and call Grad-CAM++: powers of the first derivative in place of the second and third. {@link Form#CLOSED} is
 * right for a piecewise linear head and Y = exp(S) [PP 7]; the others are nobody's equation. For comparison with {@link GradCamPlusPlus}.
 * None adds an ε.
 */
public record GradCamPlusPlusShortcut(Form form) implements ChannelWeighted {
  /** How α is made of g. */
  public enum Form {
    /** [PP 5] α = g² / (2g² + (Σ_ab A^k_ab) g³), the paper's equation 19. */
    CLOSED {
      @Override
      Alpha alpha(Tensor g, Tensor A) { return closed(g, A.sum(1, 2)); }
    },
    /** [PP 5], then α divided by Σ_ij α: the authors' program, not their paper. */
    AUTHORS {
      @Override
      Alpha alpha(Tensor g, Tensor A) {
        Alpha closed = CLOSED.alpha(g, A);
        Tensor total = ChannelWeighted.overPositions(closed.alpha().sum(1, 2), A);
        return new Alpha(closed.alpha().zip(total, (a, sum) -> sum == 0 ? a : a / sum), closed.dead(), closed.poles());
      }
    },
    /** α = g² / (2g² + Σ_ab A^k_ab (g^k_ab)³): the sum goes over the product. */
    INNER_SUM {
      @Override
      Alpha alpha(Tensor g, Tensor A) {
        Tensor square = g.times(g);
        Tensor inner = ChannelWeighted.overPositions(A.times(square.times(g)).sum(1, 2), A);
        return Alpha.of(square, square.scale(2).plus(inner));
      }
    },
    /** [PP 5] with the mean of A^k in place of its sum. */
    MEAN {
      @Override
      Alpha alpha(Tensor g, Tensor A) { return closed(g, A.mean(1, 2)); }
    };

    /** α at every position, from g and A, each [K, h, w]. */
    abstract Alpha alpha(Tensor g, Tensor A);

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
  public Unit unit() { return Score.EXP.unit(); }

  @Override
  public ChannelWeights weights(Probe probe) {
    Tensor g = probe.gradient(Score.LOGIT);
    Alpha alpha = form.alpha(g, probe.activations());
    return alpha.weights(GradCamPlusPlus.weigh(alpha.alpha(), g), g);
  }
}
