package lucida.judge.parts;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.cam.NotApplicableException;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.Redrawn;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;

/**
 * Background independence — Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248: whether the network does without the objects b of the background. It says nothing of a
 * map, but what a map on the background would be: right or wrong.
 *
 * <pre>
 *   1 − | {b : S^c(x) − S^c(x without b) ≥ 5 % of |S^c(x)|} | / | {b} |,   over all objects of all pictures        [GT 1]
 * </pre>
 *
 * The curve of a picture is how many objects count, and how many there are.
 */
public record BackgroundIndependence() implements Metric {
  @Override
  public String name() { return "background-independence"; }

  @Override
  public Set<PictureFact> needs() { return Set.of(PictureFact.REDRAWN); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Background independence", "Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248", "[GT 1]",
        "The share of objects of the background without which the score falls by less than 5 %: of the network, the same for all maps.",
        Better.NEITHER, MetricUnit.PERCENT, "0 to 100 %");
  }

  /** One more than there are objects; here of three. */
  @Override
  public long forwards() { return 4; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    Redrawn redrawn = judged.picture().redrawn()
        .orElseThrow(() -> new NotApplicableException("the picture cannot be drawn again without objects of its background"));
    List<Tensor> background = redrawn.background();
    int[] seen = IntStream.range(0, background.size()).filter(k -> background.get(k).max() > 0).toArray();
    if (seen.length == 0) return ScoreRequest.leftOut("no object of the background is seen");
    return new ScoreRequest(new SharedPictures("without each object of the background"), seen.length + 1,
        i -> i == 0 ? judged.x() : redrawn.withoutBackground(seen[i - 1]), answers -> {
          long counting = IntStream.rangeClosed(1, seen.length).filter(i -> !Parts.isIrrelevant(answers, i)).count();
          return Judgement.of(100 * (1 - (double) counting / seen.length), List.of((double) counting, (double) seen.length));
        });
  }

  @Override
  public boolean summarisesCurves() { return true; }

  @Override
  public double summary(List<Judgement.Value> values) {
    double counting = values.stream().mapToDouble(value -> value.curve().getFirst()).sum();
    return 100 * (1 - counting / values.stream().mapToDouble(value -> value.curve().getLast()).sum());
  }
}
