/**
 * Tensors: dense, immutable, row-major, in float32 or float64. A {@link Tensor} is a {@link Shape} and a {@link Storage},
 * {@link Floats} or {@link Doubles} by its {@link Precision}.
 * {@link RandomStream} makes random numbers addressed by index. For text and threads in every room: {@link PlainText} makes foreign
 * text safe to print, {@link Interruption} cancels long work.
 *
 * <p>The alphabet: n batch, c channel, i, j position, u, v offset in a kernel, k channel of a class-activation map. Pictures are
 * [N, C, H, W].
 */
@NullMarked
package lucida.core;

import org.jspecify.annotations.NullMarked;
