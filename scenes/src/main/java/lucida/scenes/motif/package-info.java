/**
 * The objects of scenes, one per file, each drawn in its own coordinates: about −1 … 1, x to the right, y down, upright, facing
 * right.
 */
@NullMarked
package lucida.scenes.motif;

import org.jspecify.annotations.NullMarked;
