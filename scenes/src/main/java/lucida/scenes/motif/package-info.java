/**
 * The things that are drawn, one per file, each in coordinates of its own: about −1 … 1, x to the right, y down, upright, facing
 * right.
 */
@NullMarked
package lucida.scenes.motif;

import org.jspecify.annotations.NullMarked;
