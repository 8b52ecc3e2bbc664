package lucida.layers.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.function.Loss;
import lucida.core.Tensor;
import lucida.layers.Forward;

/** What a training minimises, as a formula: whatever can be derived by the parameters, gradients of the network among it. */
public interface Objective {
  /** The cross-entropy of the scores. */
  Objective CROSS_ENTROPY = (forward, given) -> Terms.of(Loss.crossEntropy(forward.scores(), given.targets()));

  /**
   * Writes it for a batch.
   *
   * @param forward the network in training
   * @param given targets and masks
   */
  Terms write(Forward forward, Supervision given);

  /** Whether it is a formula of masks, so that some examples must have one. */
  default boolean wantsMasks() {
    return false;
  }

  /**
   * The formula and what is reported of it.
   *
   * @param loss one number
   * @param parts numbers that it is made of, by name
   * @param fixed values of inputs that it brings along
   */
  record Terms(Expr loss, SequencedMap<String, Expr> parts, Map<Input, Tensor> fixed) {
    /** In the order given. */
    public Terms {
      parts = new LinkedHashMap<>(parts);
      fixed = Map.copyOf(fixed);
    }

    /** Of one part. */
    static Terms of(Expr loss) {
      return new Terms(loss, new LinkedHashMap<>(), Map.of());
    }
  }
}
