/**
 * Layers as records over formulas, and networks as named graphs of layers. A network holds no weights: its parameters are inputs of
 * the formulas it writes, by the names that other tools give them.
 */
@NullMarked
package lucida.layers;

import org.jspecify.annotations.NullMarked;
