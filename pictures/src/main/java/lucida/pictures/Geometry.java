package lucida.pictures;

/** How a picture of any extents becomes one of the extents a network wants. */
public sealed interface Geometry {
  /** The picture that the network sees. */
  Picture of(Picture picture);

  /** The part of a picture of these extents that the network sees. */
  Region region(int width, int height);

  /** The same way of preparing a picture, for a network whose pictures have these extents. */
  Geometry fitting(int width, int height);

  /**
   * torchvision's Resize(side) and CenterCrop(crop): the shorter side becomes side pixels, the longer one side·long/short without its
   * fraction, and from the middle a square of crop pixels is kept, whose corner is rounded half to even.
   */
  record ShortSide(int side, int crop, Filter filter) implements Geometry {
    /** Checks that the square fits. */
    public ShortSide {
      if (crop < 1 || crop > side)
        throw new IllegalArgumentException(
            "A square of " + crop + " pixels cannot be cut from a short side of " + side + " pixels");
    }

    @Override
    public Picture of(Picture picture) {
      Resize resize = resize(picture.width(), picture.height());
      return resize.part(picture, corner(resize.width()), corner(resize.height()), crop, crop);
    }

    @Override
    public Region region(int width, int height) {
      Resize resize = resize(width, height);
      double across = (double) width / resize.width(), down = (double) height / resize.height();
      return new Region(corner(resize.width()) * across, corner(resize.height()) * down, crop * across, crop * down);
    }

    /** The short side grows with the square that is cut from it. What is not square is stretched. */
    @Override
    public Geometry fitting(int width, int height) {
      return width == height
          ? new ShortSide((int) Math.round((double) side * width / crop), width, filter)
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

    private int corner(int extent) { return (int) Math.rint((extent - crop) / 2.0); }
  }

  /** The whole picture stretched to these extents. */
  record Stretch(int width, int height, Filter filter) implements Geometry {
    @Override
    public Picture of(Picture picture) { return new Resize(width, height, filter).of(picture); }

    @Override
    public Geometry fitting(int w, int h) { return new Stretch(w, h, filter); }

    @Override
    public Region region(int pictureWidth, int pictureHeight) { return new Region(0, 0, pictureWidth, pictureHeight); }
  }

  /** The picture as it is. */
  record AsIs() implements Geometry {
    @Override
    public Picture of(Picture picture) { return picture; }

    @Override
    public Geometry fitting(int width, int height) { return this; }

    @Override
    public Region region(int width, int height) { return new Region(0, 0, width, height); }
  }
}
