/**
 * Pictures in and out: files, preprocessing for networks, and maps laid over photographs.
 *
 * <p>The alphabet: x counts pixels to the right and y downwards, a pixel's centre lies at (x + ½, y + ½); maps are [h, w] with row i
 * and column j; tensors of pictures are [3, H, W]; t in 0..1 is a value on its scale.
 */
@NullMarked
package lucida.pictures;

import org.jspecify.annotations.NullMarked;
