package lucida.cam;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.layers.Forward;

/** The methods whose map is one formula of the network, with a cell for each cell of the picture, [C, H, W]. */
public interface PixelMethod extends Method {
  /** What is explained of the score. */
  Score score();

  /**
   * The maps of all pictures of a batch.
   *
   * @param Y what is differentiated, for each picture, [N]
   * @return [N, C, H, W]
   */
  Expr maps(Expr Y, Forward forward);

  /** That of a derivative with respect to x, where the method does not say otherwise. */
  @Override
  default Unit unit() { return score().unit().perSample(); }

  /** What should be known about a map of this network. */
  default List<Flag> flags(Forward forward) { return List.of(); }

  @Override
  default boolean usesLayer() { return false; }

  @Override
  default SaliencyMap explain(Probe probe) {
    return SaliencyMap.signed(probe.pixels(this), this, probe, flags(probe.cut().forward()));
  }
}
