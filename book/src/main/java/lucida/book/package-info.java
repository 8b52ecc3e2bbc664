/**
 * The book of equations: the numbered equations of docs/equations.md, evaluated on a network and a picture. An {@link lucida.book.Equation}
 * states a formula in {@link lucida.book.Notation} and how both sides are computed; an {@link lucida.book.EvaluationPoint} is where;
 * {@link lucida.book.Book#evaluate} returns an {@link lucida.book.EvaluatedBook}.
 */
@NullMarked
package lucida.book;

import org.jspecify.annotations.NullMarked;
