/**
 * The inner loops: flat arrays and extents in, result array filled. {@link Kernels} states each as a sum, and {@link ScalarKernels}
 * is the definition; faster ones come from a {@link KernelProvider}, found by {@link java.util.ServiceLoader} and tested against
 * it. {@link KernelChoice} says which of them run and why; {@link Workers} are their threads.
 *
 * <p>Extents are records, each documented with its sum: {@link MatrixProduct}, {@link Convolution} and {@link Pool} with a {@link Sweep}
 * along each axis, {@link Reduction}, {@link Strided}; {@link Elementary} lists the functions of one variable, {@link ErrorFunction} the series of one of them. {@link Taps} are a
 * sparse linear map along one axis, as average pooling and resizing are; {@link ConvolutionCell} is one cell of each face of a
 * convolution. {@link FusedKernels} work on pictures stored as {@link ChannelsLast}: a {@link ConvolutionFace} says what a
 * {@link PackedFilter} is packed for, a {@link ConvolutionAlgorithm} how it is computed, an {@link Epilogue} what is done to a cell
 * before it is stored, a {@link CellwiseChain} what is done to cells one after the other.
 */
@NullMarked
package lucida.core.kernel;

import org.jspecify.annotations.NullMarked;
