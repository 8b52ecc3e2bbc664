/**
 * Drawing from scratch: outlines, paints, and a raster that knows for every sample which mark it shows.
 *
 * <p>Scenes live in the unit square, x to the right and y down, and are sampled only at the end, so a scene is the same at every
 * size. Only operations that IEEE 754 or StrictMath fix to the last bit are used, so the pixels are the same on every machine.
 */
@NullMarked
package lucida.scenes.art;

import org.jspecify.annotations.NullMarked;
