/**
 * Pictures made from a seed, with full truth: what is on them, where, which pixels show it, and which pixels show which part of it.
 *
 * <p>The alphabet: i row, j column of a picture, both from the upper left; in the unit square x goes right and y down.
 */
@NullMarked
package lucida.scenes;

import org.jspecify.annotations.NullMarked;
