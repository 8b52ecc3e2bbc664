package lucida.judge;

import java.util.List;
import java.util.stream.IntStream;
import lucida.cam.NotApplicableException;
import lucida.core.Tensor;
import lucida.layers.ScoreKind;

/**
 * What a network makes of the pictures of a {@link ScoreRequest}.
 *
 * @param kind what the scores are
 * @param scores of each picture, [classes]
 * @param explained the class whose map is judged
 */
public record Answers(ScoreKind kind, List<Tensor> scores, int explained) {
  /** The list is kept as it is now. */
  public Answers {
    scores = List.copyOf(scores);
  }

  /** S^c of picture i. */
  public double score(int i) { return scores.get(i).cell(explained); }

  /** p^c of picture i. */
  public double probability(int i) { return JudgedMap.probability(kind, scores.get(i), explained); }

  /**
   * p of picture i, [classes].
   *
   * @throws NotApplicableException if the network gives no probabilities
   */
  public Tensor probabilities(int i) {
    return kind.probabilities(scores.get(i)).orElseThrow(() -> new NotApplicableException("the network gives no probabilities"));
  }

  /** p^c of every picture. */
  public double[] probabilities() {
    return IntStream.range(0, scores.size()).mapToDouble(this::probability).toArray();
  }
}
