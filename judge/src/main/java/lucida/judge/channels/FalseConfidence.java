package lucida.judge.channels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.channels.ChannelWeighted;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.Answers;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;
import lucida.judge.SharedPictures;
import lucida.pictures.Filter;
import lucida.pictures.MapComparison;
import lucida.pictures.Normalisation;
import lucida.pictures.Resize;

/**
 * False confidence, the argument of the Score-CAM paper against gradients (arXiv 1910.01279, section 3.2): do the channels with the largest weights raise the score most when
 * the picture is masked by them? Over the channels of the layer that are not constant [ME 13], with the increase of the score
 *
 * <pre>
 *   C(A^k) = S^c(x ∘ s(Up(A^k))) − S^c(0)        [SC 2]
 * </pre>
 *
 * The curve of a judgement is w_1 … w_K, then C_1 … C_K.
 *
 * @param measure what is measured
 */
public record FalseConfidence(Measure measure) implements Metric {
  /** What is measured over the channels. */
  public enum Measure {
    /** Spearman's correlation of w_k with C(A^k). */
    CORRELATION("false-confidence", Better.HIGHER,
        "Spearman's correlation of the channels' weights with how much each raises the score.", "−1 to 1"),
    /** The share of pairs with w_i &gt; w_j and C(A^i) &lt; C(A^j). */
    DISCORDANT("false-confidence-pairs", Better.LOWER,
        "The share of pairs of channels of which the one with the larger weight raises the score less.", "0 to 1"),
    /** The share of channels on which S^c does not depend: a dead ReLU, a saturated sigmoid. */
    VANISHING("vanishing-gradients", Better.NEITHER, "The share of channels whose gradient is 0 at every position.", "0 to 1");

    private final String metric;
    private final Better direction;
    private final String words;
    private final String range;

    Measure(String metric, Better direction, String words, String range) {
      this.metric = metric;
      this.direction = direction;
      this.words = words;
      this.range = range;
    }
  }

  @Override
  public String name() { return measure.metric; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement(measure == Measure.VANISHING ? "Vanishing gradients" : "False confidence",
        "Wang et al., CVPR Workshops 2020, arXiv 1910.01279", "[ME 13]", measure.words, measure.direction, MetricUnit.NUMBER,
        measure.range);
  }

  /** As many as the layer has channels; here of a layer of 512. */
  @Override
  public long forwards() { return measure == Measure.VANISHING ? 0 : 512; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    if (!(judged.method() instanceof ChannelWeighted method))
      return ScoreRequest.leftOut(judged.method().name() + " has no weights of channels");
    Probe probe = judged.probe();
    if (measure == Measure.VANISHING) return ScoreRequest.none(() -> Judgement.of(vanishing(probe.gradient(Score.LOGIT))));
    Tensor A = probe.activations();
    List<Integer> channels = IntStream.range(0, A.shape().extent(0)).filter(k -> A.select(0, k).max() > A.select(0, k).min())
        .boxed().toList();
    if (channels.size() < 2) return ScoreRequest.leftOut("fewer than two channels are not constant");
    Tensor w = method.weights(probe).w();
    return new ScoreRequest(new SharedPictures(List.of(FalseConfidence.class, probe.subject().layer())), channels.size(),
        i -> masked(judged.x(), A.select(0, channels.get(i))), answers -> judged(answers, w, channels));
  }

  /** x ∘ s(Up(A^k)), [C, H, W]. */
  private static Tensor masked(Tensor x, Tensor channel) {
    Tensor H = Normalisation.MIN_MAX.of(new Resize(x.shape().extent(2), x.shape().extent(1), Filter.BILINEAR).of(channel));
    return Tensor.filled(x.shape(), x.precision(), e -> x.cell(e) * H.cell(e % H.size()));
  }

  /** S^c(0) is the same for all channels and does not change their order. */
  private Judgement judged(Answers answers, Tensor weights, List<Integer> channels) {
    double[] w = channels.stream().mapToDouble(weights::cell).toArray();
    double[] C = IntStream.range(0, w.length).mapToDouble(answers::score).toArray();
    double value = measure == Measure.CORRELATION ? spearman(w, C) : discordant(w, C);
    if (Double.isNaN(value)) return Judgement.leftOut("all channels have the same weight, or raise the score by the same");
    return Judgement.of(value, Stream.of(w, C).flatMapToDouble(Arrays::stream).boxed().toList());
  }

  private static double spearman(double[] w, double[] C) {
    Shape row = Shape.of(1, w.length);
    return new MapComparison(Tensor.of(row, w), Tensor.of(row, C)).spearman();
  }

  /** Among the pairs that differ in both. */
  private static double discordant(double[] w, double[] C) {
    long against = 0, all = 0;
    for (int i = 0; i < w.length; i++)
      for (int j = 0; j < i; j++) {
        double order = Math.signum(w[i] - w[j]) * Math.signum(C[i] - C[j]);
        if (order != 0) all++;
        if (order < 0) against++;
      }
    return all == 0 ? Double.NaN : (double) against / all;
  }

  private static double vanishing(Tensor g) {
    int K = g.shape().extent(0);
    return IntStream.range(0, K).filter(k -> g.select(0, k).abs().max() == 0).count() / (double) K;
  }
}
