package lucida.judge.faithfulness;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.pictures.Filter;
import lucida.pictures.Resize;
import lucida.scenes.Box;

/**
 * The saliency metric — Dabkowski, Gal, NeurIPS 2017, arXiv 1705.07857: the smallest crop that has all salient pixels, and is enough for the network.
 *
 * <pre>
 *   log max(a, 0.05) − log p^c(the crop, resized to the picture's extents),  a its share of the picture
 * </pre>
 *
 * Salient are the cells of L̂ from the threshold on. The curve has a and p^c. Deviation: the paper seeks the best threshold of each method on pictures that are held back.
 *
 * @param threshold of L̂, above 0 and at most 1
 */
public record SaliencyMetric(double threshold) implements Metric {
  private static final double LEAST_AREA = 0.05;

  @Override
  public String name() { return "saliency-metric"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Saliency metric", "Dabkowski, Gal, NeurIPS 2017, arXiv 1705.07857", "[ME 4] by a crop",
        "How small the box around the salient pixels is, and how probable the class in it, resized: the logarithm of the one less that of the other.",
        Better.LOWER, MetricUnit.NUMBER, "−3 or more");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    judged.requireProbabilities();
    Tensor L = judged.normalised(), x = judged.x();
    if (L.max() < threshold) return ScoreRequest.leftOut("a flat map has no salient pixels");
    int H = x.shape().extent(1), W = x.shape().extent(2);
    Box crop = around(L, H, W);
    int height = crop.bottom() - crop.top() + 1, width = crop.right() - crop.left() + 1;
    double a = (double) height * width / (H * W);
    return new ScoreRequest(this, 1, _ -> {
      Resize back = new Resize(W, H, Filter.BILINEAR);
      Tensor part = x.slice(1, crop.top(), crop.bottom() + 1).slice(2, crop.left(), crop.right() + 1);
      return Tensor.stack(0, IntStream.range(0, x.shape().extent(0)).mapToObj(c -> back.of(part.select(0, c))).toList());
    }, answers -> {
      double p = answers.probability(0);
      if (p == 0) return Judgement.leftOut("the class has the probability 0 on the crop");
      return Judgement.of(Math.log(Math.max(a, LEAST_AREA)) - Math.log(p), List.of(a, p));
    });
  }

  private Box around(Tensor L, int H, int W) {
    IntPredicate row = i -> IntStream.range(0, W).anyMatch(j -> L.cell(i * W + j) >= threshold);
    IntPredicate column = j -> IntStream.range(0, H).anyMatch(i -> L.cell(i * W + j) >= threshold);
    return new Box(first(H, row), first(W, column), H - 1 - first(H, i -> row.test(H - 1 - i)),
        W - 1 - first(W, j -> column.test(W - 1 - j)));
  }

  private static int first(int n, IntPredicate is) {
    OptionalInt first = IntStream.range(0, n).filter(is).findFirst();
    return first.orElseThrow();
  }
}
