/** The saliency algorithms, one per file. */
@NullMarked
package lucida.cam;

import org.jspecify.annotations.NullMarked;
