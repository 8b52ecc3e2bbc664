/** The architectures that are built in, with the names their parameters have elsewhere. */
@NullMarked
package lucida.layers.architecture;

import org.jspecify.annotations.NullMarked;
