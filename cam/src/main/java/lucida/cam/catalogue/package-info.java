/**
 * The list of all methods: {@link Methods} finds one by its name and makes it with what a user asks of it.
 */
@NullMarked
package lucida.cam.catalogue;

import org.jspecify.annotations.NullMarked;
