package lucida.cam.pixels;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.Rule;
import lucida.cam.Flag;
import lucida.cam.PixelMethod;
import lucida.cam.Score;
import lucida.cam.Settings;
import lucida.cam.Statement;
import lucida.layers.Forward;

/**
 * Guided Backprop — Springenberg, Dosovitskiy, Brox, Riedmiller, ICLR Workshops 2015, arXiv 1412.6806. No gradient of anything: a rule laid
 * over the ReLU layers.
 *
 * <pre>
 *   R_l = [f_l > 0] · [R_{l+1} > 0] · R_{l+1}     [BP 3]  Rule.GUIDED
 *   M   = R at the pixels                         maps
 * </pre>
 *
 * @param score the paper takes the score itself
 */
public record GuidedBackprop(Score score) implements PixelMethod {
  /** Of the score itself, as in the paper. */
  public GuidedBackprop() { this(Settings.USUAL); }

  /** With the user's settings. */
  public GuidedBackprop(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public String name() { return "guided-backprop"; }

  @Override
  public Statement statement() {
    return new Statement("Guided Backprop", "Springenberg, Dosovitskiy, Brox, Riedmiller, ICLR Workshops 2015, arXiv 1412.6806",
        "The backward sweep lets pass, at every ReLU, only what is positive and arrives at a unit that fires. Not a gradient of "
            + "anything.",
        "[BP 3]");
  }

  @Override
  public Expr maps(Expr Y, Forward forward) { return RuledSweep.of(Rule.GUIDED, Y, forward); }

  @Override
  public List<Flag> flags(Forward forward) { return RuledSweep.flags(forward); }
}
