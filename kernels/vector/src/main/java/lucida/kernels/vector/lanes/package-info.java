/** What truly differs between the precisions, and scratch arrays: the bottom of the kernels. */
@NullMarked
package lucida.kernels.vector.lanes;

import org.jspecify.annotations.NullMarked;
