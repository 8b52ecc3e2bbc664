/**
 * The fast executor, in float32.
 *
 * <p>The path of a program: {@code Plan.compile} computes what is fixed ({@code Packing} remembers it), {@code Lowering} turns the other steps into
 * {@code Stage}s, several steps into one where an {@code EpilogueSearch} finds that they only finish what came before, {@code Places} decides
 * where values lie and in which order of axes, {@code Arena} lets them share memory, and {@code PlannedProgram} runs the stages in
 * order. A convolution goes from {@code ConvolutionForm} through {@code Lowering.convolve} to the stage {@code Convolve} and from there into
 * {@link lucida.core.kernel.FusedKernels}.
 *
 * <p>Internally, pictures are stored channels-last; what has no fast stage is interpreted, in row-major order. A place is the index of
 * an array of the run.
 *
 * <p>{@link Plan} is the entry point, {@link Frame} the arrays of one run, {@link Listing} a planned program as a table, with times that
 * are predicted from {@link Rates} and extents. {@code JoinsInPlace} has convolutions store their channels where a concatenation wants them.
 */
@NullMarked
package lucida.plan;

import org.jspecify.annotations.NullMarked;
