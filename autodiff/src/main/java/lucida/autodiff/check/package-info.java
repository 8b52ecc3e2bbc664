/** Checks that anybody can run on their own formulas. */
@NullMarked
package lucida.autodiff.check;

import org.jspecify.annotations.NullMarked;
