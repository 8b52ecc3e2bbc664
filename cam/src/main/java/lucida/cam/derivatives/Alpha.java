package lucida.cam.derivatives;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lucida.cam.Flag;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.ChannelWeights;
import lucida.core.Tensor;

/**
 * α = numerator / denominator at every position, 0 where the denominator is exactly 0, with a count of where that was.
 *
 * @param alpha [K, h, w]
 * @param denominator what was divided by, [K, h, w]
 * @param dead cells where both numerator and denominator are 0
 * @param poles cells where the denominator is 0 though the numerator is not, or has the other sign: α has gone through infinity
 */
public record Alpha(Tensor alpha, Tensor denominator, List<Integer> dead, List<Integer> poles) {
  private static final int SHOWN = 3;

  /** [PP 4] α of derivatives and A, each [K, h, w]. */
  public static Alpha of(ScoreDerivatives D, Tensor A) {
    return of(D.second(), D, A);
  }

  /** [PP 4] with its numerator D2; Smooth Grad-CAM++ has also a form with D1 there. */
  static Alpha of(Tensor numerator, ScoreDerivatives D, Tensor A) {
    return of(numerator, D.second().scale(2).plus(ChannelWeighted.overPositions(A.sum(1, 2), A).times(D.third())));
  }

  static Alpha of(Tensor numerator, Tensor denominator) {
    List<Integer> dead = new ArrayList<>(), poles = new ArrayList<>();
    for (int e = 0; e < numerator.size(); e++) {
      double above = numerator.cell(e), below = denominator.cell(e);
      if (below == 0 && above == 0) dead.add(e);
      else if (below == 0 || above / below < 0) poles.add(e);
    }
    return new Alpha(numerator.zip(denominator, (above, below) -> below == 0 ? 0 : above / below), denominator, dead, poles);
  }

  /**
   * [PP 2] w_k = Σ_ij α^k_ij relu(D1^k_ij), and what should be known about it.
   *
   * @param first D1, [K, h, w]
   */
  ChannelWeights weights(Tensor first) {
    return new ChannelWeights(alpha.times(first.relu()).sum(1, 2), dead.isEmpty()
        ? Map.of()
        : Map.of("α is 0/0 and taken as 0", dead.size() + " of " + alpha.size() + " positions"), flags(first));
  }

  /**
   * What should be known about it.
   *
   * @param first D1, which α weighs: where it is 0 as well, the cell is dead and nothing is lost
   */
  List<Flag> flags(Tensor first) {
    List<Flag> flags = new ArrayList<>();
    int all = alpha.size();
    long lost = dead.stream().filter(e -> first.cell(e) != 0).count();
    if (dead.size() == all)
      flags.add(new Flag(Flag.Kind.DEAD, all,
          "α is 0/0 at every position: second and third derivatives are 0, the map is black; take the score exp"));
    if (lost > 0 && dead.size() < all)
      flags.add(new Flag(Flag.Kind.DEAD, (int) lost,
          "α is 0/0 at " + lost + " of " + all + " cells whose gradient is not 0, and taken as 0: what they say is lost"));
    if (!poles.isEmpty())
      flags.add(new Flag(Flag.Kind.POLES, poles.size(),
          "α has passed a pole at " + poles.size() + " of " + all + " cells: " + some(poles)));
    return flags;
  }

  /** "channel 3 (4, 5), …". */
  private String some(List<Integer> cells) {
    String shown = String.join(", ", cells.stream().limit(SHOWN).map(this::at).toList());
    return cells.size() > SHOWN ? shown + ", …" : shown;
  }

  /** Where a cell is: "channel 3 (4, 5)". */
  public String at(int cell) {
    int[] kij = alpha.shape().index(cell);
    return "channel %d (%d, %d)".formatted(kij[0], kij[1], kij[2]);
  }
}
