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
 * The change of confidence, as pytorch-grad-cam has it (CamMultImageConfidenceChange): neither cut off at 0 nor divided, so that drops and gains make up for each other.
 *
 * <pre>
 *   1/N Σ_i O_i − Y_i
 * </pre>
 *
 * @param mutes what is left of the picture
 * @param nothing what stands where it is muted
 */
public record ConfidenceChange(Mutes mutes, Nothing nothing) implements Metric {
  @Override
  public String name() { return mutes.called("confidence-change", nothing); }

  @Override
  public MetricStatement statement() {
    return new MetricStatement("Confidence change", "Gildenblat et al., pytorch-grad-cam, 2021", "[ME 1] with its sign",
        "How much the class's probability changes " + mutes.words(nothing) + ".", Better.HIGHER,
        MetricUnit.NUMBER, "−1 to 1");
  }

  @Override
  public long forwards() { return 1; }

  @Override
  public ScoreRequest of(JudgedMap judged) {
    return mutes.request(judged, nothing, answers -> {
      double Y = judged.probability(), O = answers.probability(0);
      return Judgement.of(O - Y, List.of(Y, O));
    });
  }
}
