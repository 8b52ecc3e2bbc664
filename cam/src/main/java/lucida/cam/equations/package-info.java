/**
 * The book of equations: every numbered equation of docs/equations.md, evaluated on a network and a picture. An
 * {@link lucida.cam.equations.Equation} is data, what is stated and how both sides are computed; a {@link lucida.cam.equations.Specimen} is
 * where; {@link lucida.cam.equations.Book} goes through them and returns what it found.
 */
@NullMarked
package lucida.cam.equations;

import org.jspecify.annotations.NullMarked;
