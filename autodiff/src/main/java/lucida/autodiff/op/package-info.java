/** The operations: four kinds, one operation a file, each knowing one fact about itself. */
@NullMarked
package lucida.autodiff.op;

import org.jspecify.annotations.NullMarked;
