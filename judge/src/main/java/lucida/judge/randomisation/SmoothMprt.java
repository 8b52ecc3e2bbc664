package lucida.judge.randomisation;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lucida.cam.Noise;
import lucida.core.Tensor;
import lucida.judge.Better;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.MetricStatement;
import lucida.judge.MetricUnit;
import lucida.judge.ScoreRequest;

/**
 * Smooth MPRT — Hedström, Weber, Lapuschkin, Höhne, XAI in Action at NeurIPS 2023, arXiv 2401.06465.
 *
 * <pre>
 *   the mean over the steps, from the first layer up, of SSIM( mean_n L(x + ε_n), mean_n L of the step's network (x + ε_n) )        [ME 7]
 * </pre>
 *
 * ε is gaussian, its deviation a tenth of max(x) − min(x), and the same for all methods and networks. Deviation: the paper draws 50 or more, and divides maps by the root of their mean
 * square; here by their largest magnitude.
 *
 * @param samples how many noisy pictures
 */
public record SmoothMprt(int samples) implements Metric {
  private static final double SIGMA = 0.1;
  private static final int USUAL_LAYERS = 16;

  @Override
  public String name() { return "smprt"; }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Smooth MPRT", "Hedström, Weber, Lapuschkin, Höhne, XAI in Action at NeurIPS 2023, arXiv 2401.06465",
        "[ME 7]",
        "How like maps averaged over noisy pictures stay, by SSIM, when layers have random weights, on average over the layers.",
        Better.LOWER, MetricUnit.NUMBER, "−1 to 1");
  }

  /** One for each layer and sample, here of VGG16. */
  @Override
  public long maps() { return (USUAL_LAYERS + 1L) * samples; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return ScoreRequest.none(() -> {
      Tensor own = mean(judged, x -> judged.shownFor(judged.about(x)));
      List<Double> alike = IntStream.range(0, LayerOrder.steps(judged)).mapToObj(step -> Similarity.ssim(own,
          mean(judged, x -> judged.shownFor(LayerOrder.BOTTOM_UP.probe(judged, step, x))))).toList();
      return Judgement.of(alike.stream().mapToDouble(v -> v).average().orElseThrow(), alike);
    });
  }

  /**
   * The mean over noisy pictures.
   *
   * @param judged of whose picture, with its draws
   * @param map of a picture [1, C, H, W], [H, W]
   */
  public Tensor mean(JudgedMap judged, UnaryOperator<Tensor> map) {
    Noise noise = new Noise(samples, SIGMA, judged.random("smooth mprt").bits(0));
    return IntStream.range(0, samples).mapToObj(n -> map.apply(noise.sample(judged.x(), n))).reduce(Tensor::plus).orElseThrow()
        .scale(1.0 / samples);
  }
}
