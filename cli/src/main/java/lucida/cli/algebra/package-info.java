/**
 * Derivatives in the form people write them: {@link lucida.cli.algebra.NormalForm} turns a formula into a {@link lucida.cli.algebra.Polynomial} in
 * names and functions, and {@link lucida.cli.algebra.Typesetter} writes it, as text or as LaTeX. For display only: values are computed
 * from the formula itself.
 */
@NullMarked
package lucida.cli.algebra;

import org.jspecify.annotations.NullMarked;
