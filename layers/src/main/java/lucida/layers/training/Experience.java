package lucida.layers.training;

import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Tensor;

/** Moments of games that were played: what was seen, what was done, what came of it. */
public interface Experience {
  /** How many actions there are, numbered from 0. */
  int actions();

  /** Some moments. The same random numbers are always the same moments. */
  Moments moments(RandomStream draws, int n, Precision precision);

  /**
   * Moments of games.
   *
   * @param pictures what was seen, [N, C, H, W]
   * @param actions what was done
   * @param rewards what came of it
   * @param next what was seen then, [N, C, H, W]
   * @param ended whether the game was over then
   */
  record Moments(Tensor pictures, int[] actions, double[] rewards, Tensor next, boolean[] ended) {}
}
