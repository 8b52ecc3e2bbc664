/**
 * Pictures made from a seed, with complete ground truth: what is on them, where, which pixels show it, and which pixels show which part of it.
 * A {@link SceneSet} of a {@link SceneKind} and a {@link Split} makes {@link Scene}s by number; a scene has {@link Instance}s, each
 * with a {@link Mask} and a {@link Box}. A {@link Batch} is scenes for training.
 *
 * <p>The alphabet: i row, j column of a picture, both from the upper left; in the unit square x goes right and y down.
 */
@NullMarked
package lucida.scenes;

import org.jspecify.annotations.NullMarked;
