/**
 * The three faces of convolution, and resampling.
 *
 * <pre>  FloatConvolution.convolve, inputAdjoint ──Stencil──► correlate ──► FloatWinograd            3 × 3 taps, many channels
 *                                                            ├──► FloatDirectConvolution   few channels to a group, depthwise
 *                                                            └──► matmul.FloatBlockedProduct over FloatUnfolding (im2col, never whole)
 *  FloatConvolution.filterAdjoint ──► FloatFilterAdjoint
 *  each face, last ──► FloatNonFiniteRepair: padding is left out of sums, not multiplied</pre>
 */
@NullMarked
package lucida.kernels.vector.convolution;

import org.jspecify.annotations.NullMarked;
