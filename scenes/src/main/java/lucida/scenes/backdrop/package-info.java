/** Backdrops, clutter and occluders: what is behind the objects, beside them and in front of them. */
@NullMarked
package lucida.scenes.backdrop;

import org.jspecify.annotations.NullMarked;
