/**
 * Checks to run on formulas of your own: {@link GradientCheck} compares derivatives by routes that share as little as
 * possible, and a {@link CheckReport} says what it found.
 */
@NullMarked
package lucida.autodiff.check;

import org.jspecify.annotations.NullMarked;
