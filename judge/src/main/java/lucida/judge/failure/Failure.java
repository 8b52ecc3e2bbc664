package lucida.judge.failure;

import java.util.Optional;

/**
 * A picture that is classified wrongly.
 *
 * @param number of the picture in its source
 * @param picture its name
 * @param label its class
 * @param predicted what the network says
 * @param ofLabel the probability of the label; the score, where the network gives no probabilities
 * @param ofPredicted that of the predicted class
 * @param evidence where the map of the predicted class lies
 * @param overlap how much of its strong part lies in that of the map of the label; NaN where it has none
 * @param group what the maps say
 * @param truth what happens to the prediction without objects says, where the picture can be drawn again
 */
public record Failure(int number, String picture, int label, int predicted, double ofLabel, double ofPredicted, Evidence evidence,
    double overlap, FailureGroup group, Optional<FailureGroup> truth) {
  /** How far the group is from the next one, from 0, a toss-up, to 1; NaN where the map has no strong part. */
  public double margin() {
    return evidence.margin(overlap);
  }
}
