/** Methods that weight the channels A^k of a layer, or their cells, by themselves and their first derivatives. */
@NullMarked
package lucida.cam.channels;

import org.jspecify.annotations.NullMarked;
