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
 * DeconvNet — Zeiler, Fergus, ECCV 2014, arXiv 1311.2901. No gradient of anything: a rule laid over the ReLU layers.
 *
 * <pre>
 *   R_l = [R_{l+1} > 0] · R_{l+1}     [BP 2]  Rule.DECONVNET
 *   M   = R at the pixels             maps
 * </pre>
 *
 * Deviation: it starts from the score of a class, as the comparison in arXiv 1412.6806 does; the paper starts from a single feature map.
 *
 * @param score the score itself is usual
 */
public record DeconvNet(Score score) implements PixelMethod {
  /** Of the score itself. */
  public DeconvNet() { this(Settings.USUAL); }

  /** With the user's settings. */
  public DeconvNet(Settings s) { this(s.score(Score.LOGIT)); }

  @Override
  public Statement statement() {
    return new Statement("DeconvNet", "Zeiler, Fergus, ECCV 2014, arXiv 1311.2901",
        "The backward sweep lets pass, at every ReLU, only what is positive.", "[BP 2]");
  }

  @Override
  public Expr maps(Expr Y, Forward forward) { return RuledSweep.of(Rule.DECONVNET, Y, forward); }

  @Override
  public List<Flag> flags(Forward forward) { return RuledSweep.flags(forward); }
}
