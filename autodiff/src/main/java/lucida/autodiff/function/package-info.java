/**
 * Functions composed of operations, so they need no rules of their own: {@link Softmax} and its relatives, {@link Normalization},
 * {@link Pooling}, {@link Loss}.
 */
@NullMarked
package lucida.autodiff.function;

import org.jspecify.annotations.NullMarked;
