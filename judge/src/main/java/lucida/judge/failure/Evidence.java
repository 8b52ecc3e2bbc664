package lucida.judge.failure;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lucida.core.Tensor;
import lucida.judge.ObjectTruth;

/**
 * Where the strong part of a map lies: its cells of at least half of its maximum, as they count.
 *
 * <pre>
 *   R = { ij : L_ij ≥ ½ max L },  share of a region = Σ_{R ∩ region} L / Σ_R L
 * </pre>
 *
 * @param own the share on objects of the label; NaN where none is known
 * @param others the share on other objects, where no object of the label is; NaN where others are not known
 */
public record Evidence(double own, double others) {
  private static final Evidence NONE = new Evidence(Double.NaN, Double.NaN);
  private static final double STRONG = 0.5;

  /**
   * Of a map.
   *
   * @param map after its ReLU, [H, W], as large as the picture
   * @param all whether these are all objects; else those of other classes are known only if there are some
   */
  static Evidence of(Tensor map, List<ObjectTruth> objects, int label, boolean all) {
    List<ObjectTruth> own = objects.stream().filter(object -> object.label() == label).toList();
    List<ObjectTruth> others = objects.stream().filter(object -> object.label() != label).toList();
    if (own.isEmpty()) return NONE;
    int W = map.shape().extent(1);
    double sum = 0, onOwn = 0, onOthers = 0, most = map.max();
    for (int e = 0; e < map.size(); e++) {
      if (!isStrong(map, e, most)) continue;
      int i = e / W, j = e % W;
      sum += map.cell(e);
      if (own.stream().anyMatch(object -> object.contains(i, j))) onOwn += map.cell(e);
      else if (others.stream().anyMatch(object -> object.contains(i, j))) onOthers += map.cell(e);
    }
    return sum == 0 ? NONE : new Evidence(onOwn / sum, all || !others.isEmpty() ? onOthers / sum : Double.NaN);
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

  /** Whether it is known where objects of the label are. */
  public boolean isKnown() { return !Double.isNaN(own); }

  /** Whether it is known where other objects are. */
  public boolean knowsOthers() { return !Double.isNaN(others); }

  /** The share of each group that can be told from the others: of the regions, or without objects of the overlap of the two maps. */
  private Map<FailureGroup, Double> shares(double overlap) {
    Map<FailureGroup, Double> shares = new EnumMap<>(FailureGroup.class);
    double object = isKnown() ? own : overlap;
    shares.put(FailureGroup.AMBIGUITY, object);
    if (knowsOthers()) {
      shares.put(FailureGroup.SEVERAL, others);
      shares.put(FailureGroup.BACKGROUND, 1 - own - others);
    } else shares.put(FailureGroup.ELSEWHERE, 1 - object);
    return shares;
  }

  /** The group of a mistake whose predicted class has this map: that with the largest share, the first of equals. */
  FailureGroup group(double overlap) {
    if (!isKnown() && Double.isNaN(overlap)) return FailureGroup.ELSEWHERE;
    return shares(overlap).entrySet().stream().max(Map.Entry.<FailureGroup, Double>comparingByValue()
        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder()))).orElseThrow().getKey();
  }

  /** How far the group is from the next one: the largest share less the second; NaN where there is none. */
  double margin(double overlap) {
    double[] shares = shares(overlap).values().stream().mapToDouble(v -> v).sorted().toArray();
    return shares[shares.length - 1] - shares[shares.length - 2];
  }
}
