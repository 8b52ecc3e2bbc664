/** The list of all methods: by their names, with what a user asks of them. */
@NullMarked
package lucida.cam.catalogue;

import org.jspecify.annotations.NullMarked;
