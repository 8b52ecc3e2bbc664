package lucida.judge.faithfulness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * SIC and AIC, the softmax and the accuracy information curve — Kapishnikov, Bolukbasi, Viégas, Terry, ICCV 2019, arXiv 1906.02825 (XRAI): the most salient pixels are put back into a blurred picture. What the class
 * gains is drawn over the information that is there by then, not over how many pixels they are.
 *
 * <pre>
 *   y_t = (q(x_t) − q(x_0)) / (q(x) − q(x_0)),   s_t = (H(x_t) − H(x_0)) / (H(x) − H(x_0)),   both brought to 0 … 1        [ME 4]
 *   ∫ max_{u ≤ t} y_u  d s_t, by trapezoids; of a set: of the median of the curves over pictures
 * </pre>
 *
 * q is p^c, or whether c is the top class; x_0 is blurred, x_t has the most salient t of the pixels as they are, t = 0.5, 1, 2, 3, 4, 5, 7, 10, 13, 21, 34, 50 and 75 %; H is {@link Information}. A picture that does not lose
 * by blurring is left out. The curve has y in equal steps of s. Deviation: H is an entropy where the paper takes the length of a WebP file, which is another one with every version of that; the blurred picture is {@link Nothing#BLUR},
 * where the authors' program interpolates between a hundredth of the pixels; that leaves out pictures below p^c = 0.8, too.
 *
 * @param measure q
 * @param steps in which the curve is written
 */
public record InformationCurve(Road.Measure measure, int steps) implements Metric {
  private static final List<Double> REVEALED = List.of(0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.13, 0.21, 0.34, 0.5, 0.75);

  /** Names the pictures: x, x_0, and each x_t. */
  private record Revealed() {}

  /** Where a curve goes through. */
  private record Point(double s, double y) {}

  @Override
  public String name() {
    return switch (measure) {
      case PROBABILITY -> "sic";
      case ACCURACY -> "aic";
    };
  }

  @Override
  public MetricStatement statement() {
    boolean isSoftmax = measure == Road.Measure.PROBABILITY;
    return new MetricStatement(isSoftmax ? "Softmax information curve" : "Accuracy information curve",
        "Kapishnikov, Bolukbasi, Viégas, Terry, ICCV 2019, arXiv 1906.02825", "[ME 4]",
        (isSoftmax ? "The class's probability" : "Whether the class is the top one")
            + " over the information in the picture, while the most salient pixels are put back into a blurred one: the area.",
        Better.HIGHER, MetricUnit.NUMBER, "0 to 1");
  }

  @Override
  public long forwards() { return REVEALED.size() + 2L; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    if (measure == Road.Measure.PROBABILITY) judged.requireProbabilities();
    Tensor x = judged.x(), blurred = Nothing.BLUR.of(judged);
    PixelOrder order = PixelOrder.mostSalientFirst(judged.shown());
    int n = REVEALED.size() + 2;
    IntFunction<Tensor> picture = i -> i == 0 ? x : i == 1 ? blurred : order.exchanged(REVEALED.get(i - 2), x, blurred);
    return new ScoreRequest(new Revealed(), n, picture, answers -> {
      Information information = Information.inStepsOf(x);
      return judgement(IntStream.range(0, n).mapToDouble(i -> information.bits(picture.apply(i))).toArray(),
          IntStream.range(0, n).mapToDouble(i -> measure.of(answers, i)).toArray());
    });
  }

  private Judgement judgement(double[] H, double... q) {
    if (q[0] <= q[1]) return Judgement.leftOut("the class does as well on the blurred picture");
    if (H[0] <= H[1]) return Judgement.leftOut("the blurred picture holds as much information as the picture");
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0), new Point(1, 1)));
    double most = 0;
    for (int i = 2; i < H.length; i++) {
      most = Math.max(most, share(q[i], q));
      points.add(new Point(share(H[i], H), most));
    }
    points.sort(Comparator.comparingDouble(Point::s).thenComparingDouble(Point::y));
    List<Double> curve = IntStream.rangeClosed(0, steps).mapToObj(i -> at((double) i / steps, points)).toList();
    return Judgement.of(area(curve), curve);
  }

  /** Of the way from the blurred picture to the picture. */
  private static double share(double v, double... of) {
    return Math.clamp((v - of[1]) / (of[0] - of[1]), 0, 1);
  }

  /** Of points one above the other the highest counts. */
  private static double at(double s, List<Point> points) {
    int from = points.size() - 1;
    while (points.get(from).s() > s) from--;
    Point a = points.get(from);
    if (a.s() == s || from == points.size() - 1) return a.y();
    Point b = points.get(from + 1);
    return a.y() + (b.y() - a.y()) * (s - a.s()) / (b.s() - a.s());
  }

  private static double area(List<Double> curve) {
    return RemovalCurve.area(curve.stream().mapToDouble(v -> v).toArray());
  }

  @Override
  public boolean summarisesCurves() { return true; }

  @Override
  public double summary(List<Judgement.Value> values) {
    if (values.isEmpty()) return Double.NaN;
    return area(IntStream.rangeClosed(0, steps)
        .mapToObj(i -> median(values.stream().mapToDouble(value -> value.curve().get(i)).sorted().toArray())).toList());
  }

  private static double median(double... sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
