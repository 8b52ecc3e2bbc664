/** For tests of rooms above: {@link lucida.autodiff.testkit.CountingExecutor} counts what a network is run on. */
@NullMarked
package lucida.autodiff.testkit;

import org.jspecify.annotations.NullMarked;
