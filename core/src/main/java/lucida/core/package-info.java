/**
 * Tensors: dense, immutable, row-major, in float32 or float64. A {@link Tensor} is a {@link Shape} and a {@link Storage},
 * {@link Floats} or {@link Doubles} by its {@link Precision}; {@link TensorDifference} says how far it is from an expected one.
 * {@link Npy} reads and writes NumPy's files; {@link RandomStream} makes random numbers by number.
 *
 * <p>What every room needs of files, text and threads: {@link RegularFile} opens what a user names, {@link WholeFile} writes all or
 * nothing, {@link OrphanedParts} clears what a killed process left of that, {@link PlainText} makes foreign text fit to be shown,
 * {@link Interruption} ends long work.
 *
 * <p>The alphabet: n batch, c channel, i, j position, u, v offset in a kernel, k channel of a class-activation map. Pictures are
 * [N, C, H, W].
 */
@NullMarked
package lucida.core;

import org.jspecify.annotations.NullMarked;
