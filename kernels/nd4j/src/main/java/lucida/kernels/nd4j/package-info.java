/** Kernels on ND4J, whose matrix products are OpenBLAS: native code for comparison, used only on request. */
@NullMarked
package lucida.kernels.nd4j;

import org.jspecify.annotations.NullMarked;
