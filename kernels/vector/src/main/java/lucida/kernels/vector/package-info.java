/**
 * Kernels on the Vector API, in float32 and float64, on all processors.
 *
 * <p>Every class Float… is written by hand; its twin Double… is generated from it at build time, word by word. What differs between the
 * precisions is in FloatLanes and DoubleLanes. The path of one call, a convolution in float32:
 *
 * <pre>  VectorKernels ──precision of the result──► FloatKernels ──► convolution.FloatConvolution ──► matmul.FloatBlockedProduct
 *                                                                  │ unfolded into packed panels   └─► FloatMicroKernel
 *                                                                  └─► or FloatWinograd, or FloatDirectConvolution: by extents alone</pre>
 *
 * <p>L is the number of lanes of one vector. Each package depends only on those to its left: lanes, cellwise, matmul, convolution,
 * fused.
 */
@NullMarked
package lucida.kernels.vector;

import org.jspecify.annotations.NullMarked;
