/**
 * Automatic differentiation on a graph that holds no values: a derivative is a formula made from formulas, so it can be derived
 * again, printed, scheduled and executed in any precision. Read {@link Expr}, the four kinds in {@code op}, {@link Reverse},
 * {@link Taylor}, {@link AdjointJets} with {@link CoordinateMap}, which follows coordinates as long as they stay coordinates, {@link HiddenLayer}, which
 * needs none, {@link ReceptiveField}, which carries along a direction only what it reaches, {@link Vmap}, then {@code Program} in {@code run}.
 *
 * <p>Every mode walks {@link Calls}, the calls that formulas are made of, each once. {@link Formula} prints them as mathematics.
 * {@link Windows}, a {@link Window} along the rows and one along the columns, describe how convolutions and poolings move over a
 * picture. A {@link Rule} replaces the gradient of a marked ReLU by another backward rule, as data.
 *
 * <p>The alphabet: y = f(x); ȳ what arrives at y in a reverse sweep; x_k = x^(k)/k! the coefficients of a jet; v a direction.
 */
@NullMarked
package lucida.autodiff;

import org.jspecify.annotations.NullMarked;
