/**
 * Checks that anybody can run on their own formulas: {@link GradientCheck} compares derivatives by routes that share as little as
 * possible, and a {@link CheckReport} says what it found.
 */
@NullMarked
package lucida.autodiff.check;

import org.jspecify.annotations.NullMarked;
