package lucida.judge.faithfulness;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * ROAD, remove and debias — Rong, Leemann, Borisov, Kasneci, Kasneci, ICML 2022, arXiv 2202.00449: pixels are removed by {@link NoisyLinearImputation}, which does not
 * show by its shape what was removed, as a baseline does.
 *
 * <pre>
 *   the mean over the fractions t = 10, 20, … 90 % of  1[c is the top class of x without the fraction t of its first pixels]        [ME 4]
 * </pre>
 *
 * The curve has each fraction. Where pixels of equal saliency share the last place, all are imputed, and each keeps the part of itself that is not removed. The noise is the same for all methods.
 *
 * @param first which pixels are removed first
 * @param measure what is taken of the scores
 */
public record Road(First first, Measure measure) implements Metric {
  private static final int FRACTIONS = 9;
  private static final NoisyLinearImputation IMPUTATION = new NoisyLinearImputation(0.01);

  /** Which pixels are removed first. */
  public enum First {
    /** The most relevant: what decides is soon lost. */
    MOST_RELEVANT("morf", "most", Better.LOWER) {
      @Override
      PixelOrder order(Tensor map) { return PixelOrder.mostSalientFirst(map); }
    },
    /** The least relevant: what decides stays. */
    LEAST_RELEVANT("lerf", "least", Better.HIGHER) {
      @Override
      PixelOrder order(Tensor map) { return PixelOrder.leastSalientFirst(map); }
    };

    private final String title;
    private final String words;
    private final Better direction;

    First(String title, String words, Better direction) {
      this.title = title;
      this.words = words;
      this.direction = direction;
    }

    abstract PixelOrder order(Tensor map);
  }

  /** What is taken of the scores. */
  public enum Measure {
    /** Whether the class is the top one, as in the paper: in per cent. */
    ACCURACY("", "how often the class is still the top one", MetricUnit.PERCENT, "0 to 100 %") {
      @Override
      double of(Answers answers, int i) { return answers.scores().get(i).argmax() == answers.explained() ? 100 : 0; }
    },
    /** p^c. */
    PROBABILITY("-probability", "the class's probability", MetricUnit.NUMBER, "0 to 1") {
      @Override
      double of(Answers answers, int i) { return answers.probability(i); }
    };

    private final String suffix;
    private final String words;
    private final MetricUnit unit;
    private final String range;

    Measure(String suffix, String words, MetricUnit unit, String range) {
      this.suffix = suffix;
      this.words = words;
      this.unit = unit;
      this.range = range;
    }

    abstract double of(Answers answers, int i);
  }

  @Override
  public String name() { return "road-" + first.title + measure.suffix; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("ROAD", "Rong, Leemann, Borisov, Kasneci, Kasneci, ICML 2022, arXiv 2202.00449", "[ME 4]",
        "While the " + first.words + " relevant pixels are imputed from their neighbours: " + measure.words + ", on average.",
        first.direction, measure.unit, measure.range);
  }

  @Override
  public long forwards() { return FRACTIONS; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    if (measure == Measure.PROBABILITY) judged.requireProbabilities();
    PixelOrder order = first.order(judged.shown());
    return new ScoreRequest(first, FRACTIONS, t -> removed(judged, order, t + 1), answers -> {
      double[] curve = IntStream.range(0, FRACTIONS).mapToDouble(t -> measure.of(answers, t)).toArray();
      return Judgement.of(Tensor.vector(curve).mean(), Arrays.stream(curve).boxed().toList());
    });
  }

  /** x without the first tenths of its pixels. */
  static Tensor removed(JudgedMap judged, PixelOrder order, int tenths) {
    Tensor removed = order.kept(tenths / (FRACTIONS + 1.0)), x = judged.x();
    boolean[] missing = new boolean[removed.size()];
    for (int e = 0; e < missing.length; e++) missing[e] = removed.cell(e) > 0;
    return Blend.of(IMPUTATION.of(x, missing, judged.random("road").stream(tenths)), removed, x);
  }
}
