/** The lowest layer: what differs between the precisions, and scratch arrays. */
@NullMarked
package lucida.kernels.vector.lanes;

import org.jspecify.annotations.NullMarked;
