/**
 * Automatic differentiation on a graph that holds no values: a derivative is a formula made from formulas, so it can be derived again,
 * printed, scheduled and executed in any precision. Read Expr, the four kinds in {@code op}, Reverse, Taylor, Vmap, Program.
 *
 * <p>The alphabet: y = f(x); ȳ what arrives at y in a reverse sweep; x_k = x^(k)/k! the coefficients of a jet; v a direction.
 */
@NullMarked
package lucida.autodiff;

import org.jspecify.annotations.NullMarked;
