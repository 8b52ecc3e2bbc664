package lucida.pictures;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a picture file holds beside its pixels.
 *
 * @param file the file without colour profiles, which the decoders would apply unasked
 * @param exif its EXIF block, empty if there is none
 * @param place where its first frame lies, if that may be smaller than the picture
 * @param frames how many pictures there are, of which the first is read
 * @param profile what its colour profile is called, which is not applied; empty if there is none, or sRGB's
 */
record Contents(byte[] file, ByteBuffer exif, Optional<Place> place, int frames, String profile) {
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
  static Contents plain(byte[] file) {
    return new Contents(file, NO_EXIF, Optional.empty(), 1, "");
  }

  /** The upright picture of its decoded frame, with what was done to it and what was left undone. */
  OpenedPicture finished(OpenedPicture frame) {
    List<String> notes = new ArrayList<>(frame.notes());
    Orientation orientation = Exif.orientation(exif);
    if (orientation != Orientation.UPRIGHT) notes.add("turned upright, as its EXIF orientation " + orientation.number() + " says");
    if (frames > 1) notes.add("the first of " + frames + " frames");
    if (!profile.isEmpty()) notes.add("its colour profile '" + profile + "' is not applied: samples are taken as stored");
    return new OpenedPicture(orientation.upright(place.map(p -> p.onCanvas(frame.picture())).orElse(frame.picture())), notes);
  }
}
