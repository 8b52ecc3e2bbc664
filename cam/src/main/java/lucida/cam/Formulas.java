package lucida.cam;

import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.core.Shape;
import lucida.layers.Cut;
import lucida.layers.Forward;

/**
 * A network's formulas for a batch of pictures, cut at a layer, and what else varies from picture to picture: which class is explained is an
 * input, so that one program serves all classes.
 *
 * @param cut the network, cut at the layer
 * @param oneHot 1 at the explained class, 0 elsewhere, [classes]
 * @param logY log Y at the explained picture, []
 */
public record Formulas(Cut cut, Input oneHot, Input logY) {
  /** Of a network that is cut. */
  static Formulas of(Cut cut) {
    return new Formulas(cut, Input.of("class", cut.scores().shape().without(0)), Input.of("log Y", Shape.SCALAR));
  }

  /** The whole network. */
  public Forward forward() { return cut.forward(); }

  /** S^c of the explained class for each picture: [N]. The other scores are skipped, not multiplied by 0: they may be infinite. */
  public Expr scoreOfClass() {
    return classAmongScores().gate(cut.scores()).sum(1);
  }

  /** The explained class for each picture, 1 among 0s: [N, classes]. */
  public Expr classAmongScores() {
    return oneHot.expandAlong(cut.scores().shape(), 1);
  }
}
