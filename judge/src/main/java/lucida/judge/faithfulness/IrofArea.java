package lucida.judge.faithfulness;

import java.util.List;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * IROF as Quantus computes it — after Rieger, Hansen 2020, arXiv 2003.08747, whose own is {@link Irof}: the area over the curve is not divided by the number n of superpixels, and the curve begins without the first of
 * them.
 *
 * <pre>
 *   n − Σ_{k=1…n−1} (q_k + q_(k+1)) / 2,  q_k = p^c(x without its first k superpixels) / p^c(x)        [ME 8]
 * </pre>
 *
 * It grows with n, which differs from picture to picture. The curve has q_1 … q_n. Deviation: superpixels are those of {@link Slic}, as for {@link Irof}.
 *
 * @param superpixels how many, about
 */
public record IrofArea(int superpixels) implements Metric {
  @Override
  public String name() { return "irof-quantus"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("IROF, not divided by the number of superpixels", "Rieger, Hansen 2020, arXiv 2003.08747", "[ME 8]",
        "How much of the class's probability is lost while the most salient superpixels become the mean colour, summed over superpixels.",
        Better.HIGHER, MetricUnit.NUMBER, "at most the number of superpixels");
  }

  @Override
  public long forwards() { return superpixels; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    ScoreRequest irof = new Irof(superpixels).of(judged);
    return new ScoreRequest(irof.pictures(), irof.n(), irof.picture(), answers -> switch (irof.conclusion().apply(answers)) {
      case Judgement.Value(var _, List<Double> ratios, var _) -> over(ratios.subList(1, ratios.size()));
      case Judgement.LeftOut none -> none;
    });
  }

  private static Judgement over(List<Double> q) {
    double ends = (q.getFirst() + q.getLast()) / 2;
    return Judgement.of(q.size() - q.stream().mapToDouble(v -> v).sum() + ends, q);
  }
}
