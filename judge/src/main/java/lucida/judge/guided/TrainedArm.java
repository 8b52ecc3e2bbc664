package lucida.judge.guided;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lucida.cam.training.ExplanationLoss;
import lucida.cam.training.GuidedObjective;
import lucida.layers.Model;
import lucida.layers.training.Objective;

/**
 * One way to train, of several that an experiment compares.
 *
 * @param title "both + ggam 0.5"
 * @param start the network with its first weights, made of the network that is given and a seed
 * @param layer that is explained
 * @param loss what is added to the cross-entropy, if anything; it may hold the network that is given, as a teacher
 * @param masks the share of the pictures whose mask is known
 */
public record TrainedArm(String title, Function<Long, UnaryOperator<Model>> start, String layer, Optional<Added> loss,
    double masks) {
  /**
   * What is added.
   *
   * @param loss made of the network that is given
   * @param lambda how much of it
   * @param isDetached whether its derivatives are taken as numbers
   */
  public record Added(Function<Model, ExplanationLoss> loss, double lambda, boolean isDetached) {
    /** With second order. */
    static Added of(ExplanationLoss loss, double lambda) { return new Added(_ -> loss, lambda, false); }
  }

  /** Without masks. */
  TrainedArm(String title, Function<Long, UnaryOperator<Model>> start, String layer) {
    this(title, start, layer, Optional.empty(), 1);
  }

  /** The same with a loss. */
  TrainedArm with(String more, Added added) {
    return new TrainedArm(title.equals("baseline") ? more : title + " + " + more, start, layer, Optional.of(added), masks);
  }

  /** The same with fewer masks. */
  TrainedArm withMasks(double share) {
    return new TrainedArm(title + ", " + Math.round(100 * share) + " % of masks", start, layer, loss, share);
  }

  /** What it minimises. */
  Objective objective(Model given) {
    return loss.<Objective>map(added -> new GuidedObjective(added.loss().apply(given), added.lambda(), layer, added.isDetached()))
        .orElse(Objective.CROSS_ENTROPY);
  }

  /** "both-ggam-0.5": for the name of a file. */
  String fileName() {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
  }
}
