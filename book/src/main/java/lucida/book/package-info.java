/**
 * The book of equations: every numbered equation of docs/equations.md, evaluated on a network and a picture. An
 * {@link lucida.book.Equation} is data, what is stated and how both sides are computed; a {@link lucida.book.EvaluationPoint} is
 * where; {@link lucida.book.Book} goes through them and returns what it found.
 */
@NullMarked
package lucida.book;

import org.jspecify.annotations.NullMarked;
