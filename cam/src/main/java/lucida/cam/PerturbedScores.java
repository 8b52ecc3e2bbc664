package lucida.cam;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import lucida.core.Tensor;

/**
 * The scores of many perturbed versions of one picture: one forward gives those of every class, so they are kept for the next class. At
 * most {@value #MOST_CELLS} numbers are kept; of more, the batches that were not asked for longest are computed again.
 */
final class PerturbedScores {
  private static final long MOST_CELLS = 1L << 25;

  private final long most;
  private final SequencedMap<Object, Tensor> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long cells;

  PerturbedScores() {
    this(MOST_CELLS);
  }

  PerturbedScores(long most) { this.most = most; }

  /** S of a batch, [batch, classes], run when it is first asked for. */
  Tensor once(Object batch, Supplier<Tensor> run) {
    Tensor found = kept.get(batch);
    if (found != null) return found;
    Tensor S = run.get();
    kept.put(batch, S);
    cells += S.size();
    while (cells > most) cells -= kept.pollFirstEntry().getValue().size();
    return S;
  }
}
