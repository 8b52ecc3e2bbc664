package lucida.judge.localisation;

import java.util.Optional;
import java.util.Set;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.Judgement;
import lucida.judge.PictureFact;
import lucida.judge.Metric;
import lucida.judge.ScoreRequest;

/** A metric that compares a map, cell by cell, with where the objects of the explained class are. */
interface TruthMetric extends Metric {
  /** What says where the objects are. */
  TruthBy by();

  /**
   * Compares a map with the truth.
   *
   * @param L the map, [H, W]
   * @param truth 1 on the objects, else 0, [H, W]; some cells are 1
   */
  Judgement compare(Tensor L, Tensor truth);

  @Override
  default Set<PictureFact> needs() { return Set.of(by().known()); }

  @Override
  default ScoreRequest of(JudgedMap judged) {
    Optional<Tensor> truth = by().of(judged).filter(known -> known.max() > 0);
    return truth.map(known -> ScoreRequest.none(() -> compare(judged.shown(), known)))
        .orElseGet(() -> ScoreRequest.leftOut(by().missing()));
  }
}
