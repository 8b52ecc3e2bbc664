/**
 * Pictures in and out: files, preprocessing for networks, and maps laid over photographs.
 *
 * <p>In: {@link PictureFile} reads an untrusted file and returns an {@link OpenedPicture}, or a {@link PictureException}.
 * {@link Preprocessing} turns it into a tensor, its channels in a {@link ChannelOrder}, its extents by a {@link Geometry}:
 * {@link Resize} with a {@link Filter}, then crop. {@link Framing} maps a {@link Region} of what the network saw back to the
 * picture. A {@link PreparedArray} holds pictures preprocessed elsewhere.
 *
 * <p>Out: a {@link ColourMap} and an {@link Opacity} make an {@link Overlay}; {@link SignedView} shows maps with a sign for each
 * colour. A {@link ContactSheet} lays out {@link Panel}s, each with the {@link ColourBar} of its map.
 *
 * <p>Maps against each other: a {@link Normalisation} brings them to a common scale, a {@link MapComparison} measures how alike they are; a
 * {@link Quantile} of their cells ends a scale.
 *
 * <p>The alphabet: x counts pixels to the right and y downwards, a pixel's centre lies at (x + ½, y + ½); maps are [h, w] with row
 * i and column j; tensors of pictures are [3, H, W]; t in 0..1 is a value on its scale.
 */
@NullMarked
package lucida.pictures;

import org.jspecify.annotations.NullMarked;
