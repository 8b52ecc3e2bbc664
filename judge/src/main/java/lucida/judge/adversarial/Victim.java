package lucida.judge.adversarial;

import java.util.stream.IntStream;
import lucida.cam.NotApplicableException;
import lucida.cam.Probe;
import lucida.core.RandomStream;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;

/**
 * A picture that is attacked.
 *
 * @param picture the picture
 * @param own its class
 * @param probe of the picture and that class
 * @param range of its samples
 * @param random numbers of this picture
 */
public record Victim(LabelledPicture picture, int own, Probe probe, PixelRange range, RandomStream random) {
  /** p, its samples from 0 to 1, [C, H, W] in float64. */
  public Tensor samples() { return range.samples(probe.picture()); }

  /** What the network reads when samples have changed by δ, [1, C, H, W]. */
  public Tensor changed(Tensor delta) {
    return range.changed(probe.picture(), delta).reshape(probe.x().shape());
  }

  /**
   * The probabilities of all classes when samples have changed by δ, [classes].
   *
   * @throws NotApplicableException if the network gives none
   */
  public Tensor probabilities(Tensor delta) {
    return probabilitiesOf(probe.about(changed(delta)).logits());
  }

  /** The probabilities of scores, [classes]. */
  Tensor probabilitiesOf(Tensor scores) {
    return probe.cut().forward().scoreKind().probabilities(scores)
        .orElseThrow(() -> new NotApplicableException("the network gives no probabilities"));
  }

  /** The class with the least probability. */
  int leastProbable() {
    Tensor S = probe.logits();
    return IntStream.range(0, S.size()).reduce((a, b) -> S.cell(b) < S.cell(a) ? b : a).orElseThrow();
  }
}
