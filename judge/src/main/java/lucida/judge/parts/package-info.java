/**
 * Metrics that take parts of a drawn object away — Hesse, Schaub-Meyer, Roth, ICCV 2023, arXiv 2308.06248 (FunnyBirds): {@link SingleDeletion} and
 * {@link PartCheck}, {@link TargetSensitivity} where a part is exchanged, and {@link BackgroundIndependence} of the network. They need pictures that can be drawn again; all of them share the runs of the network on the picture without every set of parts.
 *
 * <p>The alphabet: p part, t threshold, L map.
 */
@NullMarked
package lucida.judge.parts;

import org.jspecify.annotations.NullMarked;
