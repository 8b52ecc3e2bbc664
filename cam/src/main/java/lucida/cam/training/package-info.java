/**
 * Training through explanations: an {@link ExplanationLoss} is a formula of a network's derivatives in an {@link ExplainedBatch}, mostly of a {@link MapFormula}, and a
 * {@link GuidedObjective} adds it to the cross-entropy. One file each: {@link Ggam}, {@link RightReasons}, {@link EnergyLoss}, {@link AbsoluteLoss}, {@link PixelCrossEntropy},
 * {@link MapDistillation}, {@link Gain}. What they differentiate is itself a gradient, so that a step takes second derivatives of the whole network.
 */
@NullMarked
package lucida.cam.training;

import org.jspecify.annotations.NullMarked;
