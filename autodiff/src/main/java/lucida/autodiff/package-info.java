/** Formulas without values: four kinds of operation, and one switch over them for each mode of differentiation. */
@NullMarked
package lucida.autodiff;

import org.jspecify.annotations.NullMarked;
