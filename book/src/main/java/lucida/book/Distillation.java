package lucida.book;

import lucida.pictures.Normalisation;
import lucida.cam.Score;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.core.Tensor;

/** [PP 10] L = L_CE + α ‖L_student − L_teacher‖², the maps those of Grad-CAM++: the paper's equations 27 and 28. */
final class Distillation {
  private static final double ALPHA = 1;

  private Distillation() {}

  /** The terms with a CAM head as teacher and a max-pooling head as student, on the same features. */
  static NumberTable numbers(EvaluationPoint given) {
    EvaluationPoint teacher = EvaluationPoint.small(SmallNetwork.GAP);
    EvaluationPoint student = EvaluationPoint.small(SmallNetwork.MAX_POOL);
    Tensor difference = map(student).minus(map(teacher));
    double crossEntropy = -student.probe().value(Score.PROBABILITY);
    double maps = difference.dot(difference);
    return NumberTable.of("teacher: small %s; student: small %s; maps divided by their maxima; α = 1"
        .formatted(SmallNetwork.GAP.description(), SmallNetwork.MAX_POOL.description())).with("L_CE", crossEntropy)
        .with("‖L_student − L_teacher‖²", maps).with("L", crossEntropy + ALPHA * maps);
  }

  private static Tensor map(EvaluationPoint s) {
    return Normalisation.MAX.of(new GradCamPlusPlus().explain(s.probe()).map());
  }
}
