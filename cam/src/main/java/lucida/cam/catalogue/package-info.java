/**
 * The list of all methods: {@link Methods} finds one by its name and configures it from the user's settings.
 */
@NullMarked
package lucida.cam.catalogue;

import org.jspecify.annotations.NullMarked;
