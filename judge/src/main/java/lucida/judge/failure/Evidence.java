package lucida.judge.failure;

import java.util.List;
import lucida.core.Tensor;
import lucida.judge.ObjectTruth;

/**
 * Where the strong part of a map lies: its cells of at least half of its maximum, as they count.
 *
 * <pre>
 *   R = { ij : L_ij ≥ ½ max L },  share of a region = Σ_{R ∩ region} L / Σ_R L
 * </pre>
 *
 * @param own the share on objects of the label
 * @param others the share on other objects, where no object of the label is
 * @param isKnown whether objects of the label are known; else both shares are 0
 */
public record Evidence(double own, double others, boolean isKnown) {
  private static final double STRONG = 0.5;
  private static final double MOST = 0.5;

  /**
   * Of a map.
   *
   * @param map after its ReLU, [H, W], as large as the picture
   */
  static Evidence of(Tensor map, List<ObjectTruth> objects, int label) {
    List<ObjectTruth> own = objects.stream().filter(object -> object.label() == label).toList();
    List<ObjectTruth> others = objects.stream().filter(object -> object.label() != label).toList();
    if (own.isEmpty()) return new Evidence(0, 0, false);
    int W = map.shape().extent(1);
    double all = 0, onOwn = 0, onOthers = 0, most = map.max();
    for (int e = 0; e < map.size(); e++) {
      if (!isStrong(map, e, most)) continue;
      int i = e / W, j = e % W;
      all += map.cell(e);
      if (own.stream().anyMatch(object -> object.contains(i, j))) onOwn += map.cell(e);
      else if (others.stream().anyMatch(object -> object.contains(i, j))) onOthers += map.cell(e);
    }
    return all == 0 ? new Evidence(0, 0, false) : new Evidence(onOwn / all, onOthers / all, true);
  }

  /** The share of the strong part of a map that lies in the strong part of another; NaN where it has none. */
  static double overlap(Tensor map, Tensor other) {
    double all = 0, both = 0, most = map.max(), ofOther = other.max();
    for (int e = 0; e < map.size(); e++)
      if (isStrong(map, e, most)) {
        all += map.cell(e);
        if (isStrong(other, e, ofOther)) both += map.cell(e);
      }
    return all == 0 ? Double.NaN : both / all;
  }

  private static boolean isStrong(Tensor map, int e, double most) {
    return map.cell(e) > 0 && map.cell(e) >= STRONG * most;
  }

  /** The group of a mistake whose predicted class has this map: by the region with the largest share, or without objects by the overlap of the two maps. */
  FailureGroup group(double overlap) {
    if (!isKnown) return overlap >= MOST ? FailureGroup.AMBIGUITY : FailureGroup.ELSEWHERE;
    double rest = 1 - own - others;
    return own >= others && own >= rest ? FailureGroup.AMBIGUITY : others >= rest ? FailureGroup.SEVERAL : FailureGroup.BACKGROUND;
  }
}
