/** Kernels on the Vector API. */
@NullMarked
package lucida.kernels.vector;

import org.jspecify.annotations.NullMarked;
