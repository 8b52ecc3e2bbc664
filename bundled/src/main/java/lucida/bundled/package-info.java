/** Networks trained here, with the names of their classes and the preprocessing they want; pictures to try them on. */
@NullMarked
package lucida.bundled;

import org.jspecify.annotations.NullMarked;
