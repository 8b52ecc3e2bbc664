/**
 * Fused kernels in float32 on pictures stored channels-last, with vectors along the output channels.
 *
 * <p>The path of one convolution: {@code FusedVectorKernels.convolve} looks at how the filter was packed. {@code ProductConvolution}
 * unfolds the cells under a block of places, {@code PanelProduct} multiplies them with panels of the filter, which ends in the fused
 * multiply-add of {@link lucida.kernels.vector.matmul.FloatMicroKernel}, and {@code Finish} adds bias and addend, gates and stores.
 * {@code WinogradConvolution} transforms tiles of cells before and after the same products. Both work on {@code Phase}s, in which the
 * input adjoint is a convolution like any other.
 *
 * <p>L is the number of lanes of one vector, a panel is 2·L columns wide; V and M are a Winograd transform's values and products.
 */
@NullMarked
package lucida.kernels.vector.fused;

import org.jspecify.annotations.NullMarked;
