package lucida.judge;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import lucida.cam.NotApplicableException;
import lucida.core.Tensor;

/**
 * Pictures whose scores a metric asks for, and what it concludes from them. All requests about a picture share the network's batches; equal
 * names of one map stand for equal pictures, which are run once; a {@link SharedPictures} names pictures that are the same for all maps.
 *
 * @param pictures names the pictures
 * @param n how many
 * @param picture the picture of a number, [C, H, W], preprocessed; made when its batch comes
 * @param conclusion the judgement, once the scores are there
 */
public record ScoreRequest(Object pictures, int n, IntFunction<Tensor> picture, Function<Answers, Judgement> conclusion) {
  /** What a metric asks about a map. That it does not apply, at once or in its conclusion, is a reason to leave the map out. */
  public static ScoreRequest of(Metric metric, JudgedMap judged) {
    try {
      ScoreRequest asked = metric.of(judged);
      return new ScoreRequest(asked.pictures, asked.n, asked.picture, answers -> {
        try {
          return asked.conclusion.apply(answers);
        } catch (NotApplicableException e) {
          return Judgement.leftOut(String.valueOf(e.getMessage()));
        }
      });
    } catch (NotApplicableException e) {
      return leftOut(String.valueOf(e.getMessage()));
    }
  }

  /** Without any picture. */
  public static ScoreRequest none(Supplier<Judgement> conclusion) {
    return new ScoreRequest("none", 0, i -> {
      throw new IndexOutOfBoundsException(i);
    }, _ -> conclusion.get());
  }

  /** No value, for this reason. */
  public static ScoreRequest leftOut(String reason) {
    return none(() -> Judgement.leftOut(reason));
  }
}
