/**
 * Pictures generated from a seed, with complete ground truth: what they show, where, in which pixels, and in which pixels each part of it.
 * A {@link SceneSet} of a {@link SceneKind} and a {@link Split} makes {@link Scene}s by number; a scene has {@link Instance}s, each
 * with a {@link Mask} and a {@link Box}. A {@link Batch} holds scenes for training. Of related scenes one can {@link Talk}: captions, and a
 * {@link SceneQuestion} with its answer, of {@link Actor}s that have a {@link Hue} and stand in a {@link Relation}. {@link Catch} is a small game, and a
 * {@link CatchScene} a picture of it.
 *
 * <p>The alphabet: i row, j column of a picture, both from the upper left; in the unit square x goes right and y down.
 */
@NullMarked
package lucida.scenes;

import org.jspecify.annotations.NullMarked;
