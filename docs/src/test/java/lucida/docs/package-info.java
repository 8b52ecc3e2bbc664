/** Runs what the pages of this project show, and compares what is printed with what they say is printed. */
@NullMarked
package lucida.docs;

import org.jspecify.annotations.NullMarked;
