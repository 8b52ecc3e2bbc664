/** Methods of the pixels: gradients, backward rules, averages over noisy pictures, integrals along paths, bias terms. */
@NullMarked
package lucida.cam.pixels;

import org.jspecify.annotations.NullMarked;
