package lucida.pictures;

/**
 * How one picture is brought to a network's extents: resized as a whole, then cropped. {@link #region} maps a box on the crop
 * back to the picture.
 *
 * @param width columns of the picture itself
 * @param height rows of the picture itself
 * @param resize to which extents and by which filter
 * @param left first column of the resized picture that is kept
 * @param top first row of the resized picture that is kept
 * @param cropWidth columns that are kept
 * @param cropHeight rows that are kept
 */
public record Framing(int width, int height, Resize resize, int left, int top, int cropWidth, int cropHeight) {
  /** All of the resized picture. */
  static Framing whole(int width, int height, Resize resize) {
    return new Framing(width, height, resize, 0, 0, resize.width(), resize.height());
  }

  /** From the middle of the resized picture, with corners rounded half to even as torchvision's CenterCrop has them. */
  static Framing middle(int width, int height, Resize resize, int cropWidth, int cropHeight) {
    return new Framing(width, height, resize, corner(resize.width(), cropWidth), corner(resize.height(), cropHeight), cropWidth,
        cropHeight);
  }

  private static int corner(int extent, int crop) { return (int) Math.rint((extent - crop) / 2.0); }

  /** The part that is kept of a picture with these extents. */
  Picture of(Picture picture) {
    boolean resized = resize.width() != width || resize.height() != height;
    if (resized) return resize.part(picture, left, top, cropWidth, cropHeight);
    return cropWidth == width && cropHeight == height ? picture : picture.part(left, top, cropWidth, cropHeight);
  }

  /** The part that is kept, in pixels of the picture itself. */
  public Region region() {
    return new Region(across(left), down(top), across(cropWidth), down(cropHeight));
  }

  private double across(int columns) {
    return (double) columns * width / resize.width();
  }

  private double down(int rows) {
    return (double) rows * height / resize.height();
  }

  /** For people: "500×375, resized to 341×256, cropped to 224×224 from column 58 and row 16 on". */
  @Override
  public String toString() {
    String resized = resize.width() == width && resize.height() == height
        ? ""
        : ", resized to " + resize.width() + "×" + resize.height();
    String cropped = cropWidth == resize.width() && cropHeight == resize.height()
        ? ""
        : ", cropped to " + cropWidth + "×" + cropHeight + " from column " + left + " and row " + top + " on";
    return width + "×" + height + resized + cropped;
  }
}
