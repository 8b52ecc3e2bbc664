/**
 * The operations as data. An {@link Op} is one of four kinds, and each kind knows the one fact from which all modes follow:
 *
 * <p>{@link Linear}: a {@link LinearMap} and its transpose. {@link Addition}, {@link Scale}, {@link Sum}, {@link Reshape},
 * {@link Permute}, {@link Crop} of a {@link StridedRegion}, {@link Concatenation}, {@link Gather}, {@link Resample}.
 *
 * <p>{@link Bilinear}: a {@link Trilinear} form with one {@link Slot} left open. {@link Product}, {@link MatMul},
 * {@link ConvolutionForm}.
 *
 * <p>{@link Pointwise}: a function and its derivative as a formula, written in an {@link Algebra}.
 *
 * <p>{@link Selection}: a {@link Choice} looks at x to choose a linear map. {@link Gate} passes cells or stops them; a
 * {@link Route}, {@link ArgMax} or {@link WindowArgMax}, picks one cell for each result; {@link StopGradient} holds a factor that
 * no derivative sees.
 */
@NullMarked
package lucida.autodiff.op;

import org.jspecify.annotations.NullMarked;
