/** Readers of other tools' files. */
@NullMarked
package lucida.weights;

import org.jspecify.annotations.NullMarked;
