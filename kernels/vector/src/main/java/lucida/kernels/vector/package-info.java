/**
 * Kernels on the Vector API, in float32 and float64, on all processors.
 *
 * <p>Every class Float… is written by hand; its twin Double… is made from it at build, word by word. What truly differs between the
 * precisions is in FloatLanes and DoubleLanes. L is the number of lanes of one vector; a panel is a strip of a matrix 2·L columns wide,
 * stored row after row; a block is what the registers hold of a result.
 */
@NullMarked
package lucida.kernels.vector;

import org.jspecify.annotations.NullMarked;
