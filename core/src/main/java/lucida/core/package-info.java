/**
 * Tensors: dense, immutable, row-major, in float32 or float64.
 *
 * <p>The alphabet: n batch, c channel, i, j position, u, v offset in a kernel, k channel of a class-activation map. Pictures are
 * [N, C, H, W].
 */
@NullMarked
package lucida.core;

import org.jspecify.annotations.NullMarked;
