/** Kernels on ND4J, whose matrix products are OpenBLAS: native code to compare with, chosen only when asked for. */
@NullMarked
package lucida.kernels.nd4j;

import org.jspecify.annotations.NullMarked;
