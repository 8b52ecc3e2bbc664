/** Functions composed of operations: they need no rules of their own. */
@NullMarked
package lucida.autodiff.function;

import org.jspecify.annotations.NullMarked;
