package lucida.judge.localisation;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ObjectTruth;
import lucida.judge.ScoreRequest;

/**
 * The pointing game — Zhang, Lin, Brandt, Shen, Sclaroff, ECCV 2016, arXiv 1608.00507: a hit if the largest cell of the map is on an object of the class, or
 * no further than the tolerance from one [ME 5]. Where several cells are the largest, their share of hits counts.
 *
 * @param tolerance in pixels of the network's input
 */
public record PointingGame(int tolerance) implements Metric {
  @Override
  public String name() { return tolerance == 0 ? "pointing-game" : "pointing-game-" + tolerance; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS); }

  @Override
  public boolean countsHits() { return true; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Pointing game", "Zhang, Lin, Brandt, Shen, Sclaroff, ECCV 2016, arXiv 1608.00507", "[ME 5]",
        "How often the maximum of the map is on the object"
            + (tolerance == 0 ? "" : ", or within " + tolerance + " pixels of it") + "; of several equal ones the share that is.",
        Better.HIGHER, MetricUnit.PERCENT, "0 to 100 % for a picture");
  }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    List<ObjectTruth> objects = judged.objects();
    if (objects.isEmpty()) return ScoreRequest.leftOut("no object of the class is known");
    Tensor map = judged.shown();
    int W = map.shape().extent(1);
    return ScoreRequest.none(() -> Judgement
        .of(100 * hits(map, e -> objects.stream().anyMatch(object -> isNear(object, e / W, e % W, map)))));
  }

  /** How many of a map's largest cells lie where they should, 0 to 1; of one largest cell whether it does. */
  public static double hits(Tensor map, IntPredicate isThere) {
    double largest = map.max();
    int all = 0, hits = 0;
    for (int e = 0; e < map.size(); e++)
      if (map.cell(e) == largest) {
        all++;
        if (isThere.test(e)) hits++;
      }
    return (double) hits / all;
  }

  private boolean isNear(ObjectTruth object, int i, int j, Tensor map) {
    int H = map.shape().extent(0), W = map.shape().extent(1);
    for (int u = Math.max(0, i - tolerance); u <= Math.min(H - 1, i + tolerance); u++)
      for (int v = Math.max(0, j - tolerance); v <= Math.min(W - 1, j + tolerance); v++)
        if ((u - i) * (u - i) + (v - j) * (v - j) <= tolerance * tolerance && object.contains(u, v)) return true;
    return false;
  }
}
