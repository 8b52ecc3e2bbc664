package lucida.pictures;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a picture file holds beside its pixels.
 *
 * @param file the file without colour profiles, which the decoders would apply unasked
 * @param exif its EXIF block, empty if there is none
 * @param place where its first frame lies, if that may be smaller than the picture
 */
record Contents(byte[] file, ByteBuffer exif, Optional<Place> place) {
  /** No EXIF block. */
  static final ByteBuffer NO_EXIF = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** The corner of a frame on the canvas of an animation, and the canvas' extents. */
  record Place(int left, int top, int width, int height) {
    /** The frame on a white canvas, which is made larger where the frame would stick out. */
    Picture onCanvas(Picture frame) {
      int w = Math.max(width, left + frame.width()), h = Math.max(height, top + frame.height());
      if (w == frame.width() && h == frame.height()) return frame;
      return Picture.painted(w, h, (x, y) -> {
        int u = x - left, v = y - top;
        return u < 0 || v < 0 || u >= frame.width() || v >= frame.height() ? 0xFFFFFF : frame.rgb(u, v);
      });
    }
  }

  /** A file that holds pixels only. */
  static Contents plain(byte[] file) { return new Contents(file, NO_EXIF, Optional.empty()); }

  /** The upright picture of its decoded frame. */
  Picture finished(Picture frame) {
    return Exif.orientation(exif).upright(place.map(p -> p.onCanvas(frame)).orElse(frame));
  }
}
