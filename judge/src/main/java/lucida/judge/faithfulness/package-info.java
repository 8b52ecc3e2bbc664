/**
 * Metrics that change the picture and look at the score: does a map show what the network looks at?
 *
 * <p>{@link AverageDrop}, {@link Increase}, {@link AverageGain} and {@link ConfidenceChange} mute what the map leaves out (see {@link Mutes} and {@link Nothing}), {@link SaliencyMetric} crops; {@link Coherency} explains
 * what is left, {@link Adcc} and {@link AdccOfMeans} join both. A
 * {@link RemovalCurve}, {@link PixelFlipping}, {@link RegionPerturbation}, {@link Selectivity}, {@link Irof}, {@link Road}, {@link RoadCombined} and {@link Monotonicity} remove, change or add pixels in the order
 * of the map. {@link FaithfulnessCorrelation}, {@link FaithfulnessEstimate}, {@link MonotonicityCorrelation} and {@link SensitivityN} correlate the map
 * with what parts of the picture do to the score, {@link Infidelity} takes a {@link Perturbation} away and compares the two in numbers.
 * {@link InformationCurve} draws the score over the information that is there; {@link ContinuityByShifts} moves the picture. As Quantus computes them: {@link SensitivityNOfSets},
 * {@link InfidelityOfSquares}, {@link IrofArea}.
 * {@link Sufficiency} and {@link Consistency} ask whether pictures with like maps have the same class.
 */
@NullMarked
package lucida.judge.faithfulness;

import org.jspecify.annotations.NullMarked;
