/** Methods that show the network parts of the picture, under masks of the layer's channels, of patches, or at random. */
@NullMarked
package lucida.cam.masks;

import org.jspecify.annotations.NullMarked;
