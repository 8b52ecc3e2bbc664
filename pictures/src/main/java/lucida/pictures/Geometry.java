package lucida.pictures;

import java.util.Locale;

/** How a picture of any extents is brought to those a network expects. */
public sealed interface Geometry {
  /**
   * What is done to a picture of these extents.
   *
   * @throws IllegalArgumentException if it is too small or too narrow
   */
  Framing framing(int width, int height);

  /** The same way of preparing a picture, for a network whose pictures have these extents. */
  Geometry fitting(int width, int height);

  /** The picture that the network sees. */
  default Picture of(Picture picture) {
    return framing(picture.width(), picture.height()).of(picture);
  }

  /** The part of a picture of these extents that the network sees. */
  default Region region(int width, int height) {
    return framing(width, height).region();
  }

  /**
   * torchvision's Resize(side) and CenterCrop: the shorter side becomes side pixels, the longer one side·long/short without its
   * fraction, and from the middle a rectangle is kept, whose corner is rounded half to even.
   */
  record ShortSide(int side, int cropWidth, int cropHeight, Filter filter) implements Geometry {
    /** Checks that the rectangle fits at least a square picture. */
    public ShortSide {
      if (cropWidth < 1 || cropHeight < 1 || Math.min(cropWidth, cropHeight) > side)
        throw new IllegalArgumentException("A " + (cropWidth == cropHeight
            ? "square of " + cropWidth
            : "part of " + cropWidth + "×" + cropHeight) + " pixels cannot be cut from a short side of " + side + " pixels");
    }

    /** With a square. */
    public ShortSide(int side, int crop, Filter filter) { this(side, crop, crop, filter); }

    @Override
    public Framing framing(int width, int height) {
      Resize resize = resize(width, height);
      if (cropWidth > resize.width() || cropHeight > resize.height())
        throw new IllegalArgumentException("A part of " + cropWidth + "×" + cropHeight + " pixels cannot be cut from a picture of "
            + width + "×" + height + " resized to " + resize.width() + "×" + resize.height());
      return Framing.middle(width, height, resize, cropWidth, cropHeight);
    }

    /** The short side grows with the square that is cut from it. What is not square is stretched. */
    @Override
    public Geometry fitting(int width, int height) {
      return width == height && cropWidth == cropHeight
          ? new ShortSide((int) Math.round((double) side * width / cropWidth), width, filter)
          : new Stretch(width, height, filter);
    }

    private Resize resize(int width, int height) {
      int shorter = Math.min(width, height), longer = Math.max(width, height);
      long resized = (long) side * longer / shorter;
      if (resized > Integer.MAX_VALUE)
        throw new IllegalArgumentException(
            "A picture of " + width + "×" + height + " pixels is too narrow to make its short side " + side);
      return new Resize(width < height ? side : (int) resized, width < height ? (int) resized : side, filter);
    }

    @Override
    public String toString() {
      return "short side " + side + " (" + words(filter) + "), middle " + cropWidth + "×" + cropHeight;
    }
  }

  /** The whole picture stretched to these extents. */
  record Stretch(int width, int height, Filter filter) implements Geometry {
    @Override
    public Framing framing(int pictureWidth, int pictureHeight) {
      return Framing.whole(pictureWidth, pictureHeight, new Resize(width, height, filter));
    }

    @Override
    public Geometry fitting(int w, int h) { return new Stretch(w, h, filter); }

    @Override
    public String toString() { return "stretched to " + width + "×" + height + " (" + words(filter) + ")"; }
  }

  /** The picture as it is. */
  record AsIs() implements Geometry {
    @Override
    public Framing framing(int width, int height) {
      return Framing.whole(width, height, new Resize(width, height, Filter.NEAREST));
    }

    @Override
    public Geometry fitting(int width, int height) { return this; }

    @Override
    public String toString() { return "not resized"; }
  }

  /** The middle of what another geometry, which keeps all of a picture or its middle, gives. */
  record Middle(Geometry of, int width, int height) implements Geometry {
    @Override
    public Framing framing(int pictureWidth, int pictureHeight) {
      Framing whole = of.framing(pictureWidth, pictureHeight);
      if (width > whole.cropWidth() || height > whole.cropHeight())
        throw new IllegalArgumentException("A part of " + width + "×" + height + " pixels cannot be cut from a picture of "
            + pictureWidth + "×" + pictureHeight + ", " + of);
      return Framing.middle(pictureWidth, pictureHeight, whole.resize(), width, height);
    }

    @Override
    public Geometry fitting(int w, int h) { return new Middle(of, w, h); }

    @Override
    public String toString() { return of + ", middle " + width + "×" + height; }
  }

  private static String words(Filter filter) { return filter.name().toLowerCase(Locale.ROOT); }
}
