/**
 * The inner loops: flat arrays and extents in, result array filled. {@link lucida.core.kernel.ScalarKernels} is their definition;
 * faster providers are found by {@link java.util.ServiceLoader} and tested against it.
 */
@NullMarked
package lucida.core.kernel;

import org.jspecify.annotations.NullMarked;
