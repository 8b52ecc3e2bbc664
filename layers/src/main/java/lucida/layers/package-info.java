/** Layers as records over formulas. */
@NullMarked
package lucida.layers;

import org.jspecify.annotations.NullMarked;
