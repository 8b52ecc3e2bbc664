package lucida.cam.training;

import java.util.Map;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.core.Tensor;

/** A loss that is a formula of a network's derivatives, one number for each picture: what training minimises differentiates through the explanation. */
public sealed interface ExplanationLoss
    permits Ggam, RightReasons, EnergyLoss, AbsoluteLoss, PixelCrossEntropy, MapDistillation, Gain {
  /** What it is called on the command line. */
  String name();

  /** The loss of each picture, [N]. */
  Expr of(ExplainedBatch batch);

  /** Values of inputs that its formula brings along, as a teacher's weights. */
  default Map<Input, Tensor> fixed() {
    return Map.of();
  }

  /** Whether it compares with a mask. */
  default boolean wantsMasks() {
    return true;
  }
}
