/** Kernels on ND4J, the native library, for comparison. */
@NullMarked
package lucida.kernels.nd4j;

import org.jspecify.annotations.NullMarked;
