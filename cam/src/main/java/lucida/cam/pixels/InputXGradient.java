package lucida.cam.pixels;

import lucida.autodiff.Expr;
import lucida.cam.PixelMethod;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.cam.Unit;
import lucida.layers.Forward;

/**
 * Input × gradient — Shrikumar, Greenside, Shcherbina, Kundaje, 2016, arXiv 1605.01713.
 *
 * <pre>
 *   M = x ⊙ ∂Y/∂x     maps
 * </pre>
 *
 * @param score the paper takes the score itself
 */
public record InputXGradient(Score score) implements PixelMethod {
  /** Of the score itself, as in the paper. */
  public InputXGradient() { this(Settings.USUAL); }

  /** With the user's settings. */
  public InputXGradient(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public String name() { return "input-x-gradient"; }

  @Override
  public Statement statement() {
    return new Statement("Input × gradient", "Shrikumar, Greenside, Shcherbina, Kundaje, 2016, arXiv 1605.01713",
        "Each sample times the slope of the score along it.", "M = x ⊙ frac{∂Y}{∂x}");
  }

  @Override
  public Unit unit() { return score.unit(); }

  @Override
  public Expr maps(Expr Y, Forward forward) { return forward.x().times(new Gradient(score).maps(Y, forward)); }
}
