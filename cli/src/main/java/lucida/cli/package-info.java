/** The {@code lucida} command. */
@NullMarked
package lucida.cli;

import org.jspecify.annotations.NullMarked;
