package lucida.judge;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
