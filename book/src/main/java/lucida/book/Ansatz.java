package lucida.book;

import lucida.cam.Score;
import lucida.core.Tensor;

/** [PP 3] What the ansatz for α drops, as numbers: {@link AnsatzTerms}. */
final class Ansatz {
  private Ansatz() {}

  /** The kept terms and all terms at the chosen element, and the norm of the dropped ones over the sample. */
  static NumberTable dropped(EvaluationPoint s) {
    int[] elements = s.sample();
    Tensor kept = SampledDerivatives.at(s.everywhere(Score.EXP).second(), elements);
    AnsatzTerms terms = AnsatzTerms.at(s.probe(), Score.EXP, GradCamPlusPlusEquations.alpha(s), kept, elements);
    return NumberTable.of(s.at(elements[0]) + ", divided by Y").with("kept: D2", kept.cell(0))
        .with("with what is dropped", terms.all().cell(0))
        .with("‖dropped‖ / ‖kept‖ over %d elements".formatted(elements.length), terms.droppedShare());
  }
}
