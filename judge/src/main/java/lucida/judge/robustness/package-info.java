/**
 * Metrics that explain pictures around the picture: does a map change when the picture hardly does? {@link Sensitivity},
 * {@link LocalLipschitzEstimate}, {@link Continuity}, {@link RelativeStability}.
 */
@NullMarked
package lucida.judge.robustness;

import org.jspecify.annotations.NullMarked;
