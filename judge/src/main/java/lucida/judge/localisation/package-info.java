/**
 * Metrics that compare a map with where the object is known to be, by boxes or masks ({@link TruthBy}): {@link PointingGame}, {@link ClassMeanPointingGame},
 * {@link EnergyPointingGame}, {@link EnergyPointingGameAtLayer}, {@link AttributionLocalisation},
 * {@link RelevanceRankAccuracy}, {@link RelevanceMassAccuracy}, {@link TopKIntersection}, {@link LocalisationAuc} and {@link MaskIoU} compare cells; {@link LocDelta}, {@link LocalisationError} and
 * {@link MaxBoxAcc} boxes, {@link Pxap} cells at all thresholds; {@link InstanceRecall} counts objects;
 * {@link EnergyShare} knows parts, cues and other classes.
 */
@NullMarked
package lucida.judge.localisation;

import org.jspecify.annotations.NullMarked;
