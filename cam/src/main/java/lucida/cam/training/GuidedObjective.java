package lucida.cam.training;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Loss;
import lucida.layers.Forward;
import lucida.layers.training.Objective;
import lucida.layers.training.Supervision;

/**
 * L_CE + λ L, L the mean of an {@link ExplanationLoss} over the pictures of a batch; of one that compares with masks over those whose mask is known, and 0 where none is.
 *
 * @param loss what is added
 * @param lambda how much of it, 0 or more
 * @param layer that is explained
 * @param isDetached whether derivatives in the loss are taken as numbers, so that nothing is derived twice
 */
public record GuidedObjective(ExplanationLoss loss, double lambda, String layer, boolean isDetached) implements Objective {
  /** Checks λ. */
  public GuidedObjective {
    if (!(lambda >= 0 && Double.isFinite(lambda)))
      throw new IllegalArgumentException("The loss " + loss.name() + " with a weight of " + lambda + ": it is a number, 0 or more");
  }

  @Override
  public Terms write(Forward forward, Supervision given) {
    SequencedMap<String, Expr> parts = new LinkedHashMap<>();
    Expr crossEntropy = Loss.crossEntropy(forward.scores(), given.targets());
    Expr explained = mean(loss.of(new ExplainedBatch(forward, layer, given, isDetached)), given);
    parts.put("classes", crossEntropy);
    parts.put(loss.name(), explained);
    return new Terms(crossEntropy.plus(explained.scale(lambda)), parts, loss.fixed());
  }

  private Expr mean(Expr each, Supervision given) {
    if (!loss.wantsMasks()) return each.mean();
    Expr known = given.known();
    return each.times(known).sum().times(MapFormula.reciprocal(known.sum()));
  }

  @Override
  public boolean wantsMasks() { return loss.wantsMasks(); }
}
