/**
 * Products of matrices: C = A B.
 *
 * <pre>  FloatMatrixProduct ──► FloatFewRowsProduct            A has a few rows: B is read once, as it lies
 *        │
 *        └─────────► FloatBlockedProduct ──► FloatPanels.pack (a matrix, a transposed one, an unfolded picture) into panels 2·L wide
 *                           └──────────────► FloatMicroKernel: the rows of A that the registers hold, times one panel</pre>
 */
@NullMarked
package lucida.kernels.vector.matmul;

import org.jspecify.annotations.NullMarked;
