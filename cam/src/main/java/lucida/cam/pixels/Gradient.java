package lucida.cam.pixels;

import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Reverse;
import lucida.cam.PixelMethod;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.layers.Forward;

/**
 * The gradient by the pixels — Simonyan, Vedaldi, Zisserman, ICLR Workshops 2014, arXiv 1312.6034.
 *
 * <pre>
 *   M = ∂Y/∂x                            maps
 *   R_l = [f_l > 0] · R_{l+1}     [BP 1]  what a ReLU sends down, by ordinary differentiation
 * </pre>
 *
 * Deviation: the map keeps its sign and its colours; the paper shows the largest magnitude over the colours.
 *
 * @param score the paper takes the score itself
 */
public record Gradient(Score score) implements PixelMethod {
  /** Of the score itself, as in the paper. */
  public Gradient() { this(Settings.USUAL); }

  /** With the user's settings. */
  public Gradient(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("Gradient", "Simonyan, Vedaldi, Zisserman, ICLR Workshops 2014, arXiv 1312.6034",
        "How the score changes with each sample of the picture.", "M = frac{∂Y}{∂x} [BP 1]");
  }

  @Override
  public Expr maps(Expr Y, Forward forward) { return Reverse.pullback(Y, Constant.one(Y.shape()), forward.x()); }
}
