/**
 * Metrics that compare a map with where the object is known to be, by boxes or masks ({@link TruthBy}): {@link PointingGame},
 * {@link EnergyPointingGame}.
 */
@NullMarked
package lucida.judge.localisation;

import org.jspecify.annotations.NullMarked;
