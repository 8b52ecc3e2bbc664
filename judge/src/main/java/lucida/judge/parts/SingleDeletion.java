package lucida.judge.parts;

import java.util.Set;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.pictures.MapComparison;

/**
 * Single deletion — Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248.
 *
 * <pre>
 *   ½ + ½ · Spearman( Σ_{ij in p} L⁺_ij,  S^c(x) − S^c(x without p) ) over the parts p        [GT 1]
 * </pre>
 *
 * Deviation: what is of no named part, as a body, is a part here, too; parts that are hidden are none.
 */
public record SingleDeletion() implements Metric {
  @Override
  public String name() { return "single-deletion"; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.OBJECTS, PictureFact.REDRAWN); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Single deletion", "Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248", "[GT 1]",
        "Whether the map ranks the parts of an object as the drop of the score does when each is taken away in the scene.",
        Better.HIGHER, MetricUnit.NUMBER, "0 to 1; ½ for an order by chance");
  }

  @Override
  public long forwards() { return Parts.MOST_SETS; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Parts parts = Parts.of(judged);
    return parts.request(judged, answers -> {
      Shape row = Shape.of(1, parts.names().size());
      double[] drops = IntStream.range(0, row.size()).mapToDouble(p -> answers.score(0) - answers.score(1 << p)).toArray();
      double[] importance = parts.importance().stream().mapToDouble(v -> v).toArray();
      double r = new MapComparison(Tensor.of(row, importance), Tensor.of(row, drops)).spearman();
      return Double.isNaN(r)
          ? Judgement.leftOut("there is no order: the map, or the score, is the same for all parts")
          : Judgement.of(0.5 + 0.5 * r);
    });
  }
}
