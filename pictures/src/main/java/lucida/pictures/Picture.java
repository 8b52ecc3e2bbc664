package lucida.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * An immutable picture of 8-bit red, green and blue.
 *
 * <p>That is what networks and screens take; a file with 16 bits a sample is rounded to the nearest of the 256 levels when it is read.
 * Sample values are taken as they are stored, without colour management, as PIL does.
 */
public final class Picture {
  private final int width;
  private final int height;
  private final byte[] samples;

  private Picture(int width, int height, byte[] samples) {
    if (width < 1 || height < 1)
      throw new IllegalArgumentException("A picture of " + width + "×" + height + " pixels has no pixel");
    if (samples.length != 3L * width * height)
      throw new IllegalArgumentException(
          "A picture of " + width + "×" + height + " pixels needs " + 3L * width * height + " samples, not " + samples.length);
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /** The picture with these samples, red, green, blue of each pixel, row by row. They are not copied: the caller gives them away. */
  public static Picture of(int width, int height, byte[] samples) {
    return new Picture(width, height, samples);
  }

  /** The same of samples as networks take them, [3, height, width]: all that are red, then all that are green, then all that are blue. */
  public static Picture ofPlanes(int width, int height, byte[] planes) {
    byte[] samples = new byte[planes.length];
    for (int k = 0, plane = width * height; k < samples.length; k++) samples[k] = planes[k % 3 * plane + k / 3];
    return of(width, height, samples);
  }

  /** The picture whose pixel (x, y) is colour(x, y) = 0xRRGGBB. */
  public static Picture painted(int width, int height, IntBinaryOperator colour) {
    if ((long) width * height > PictureFile.MAX_PIXELS)
      throw new IllegalArgumentException(
          "A picture of " + width + "×" + height + " pixels has more than " + PictureFile.MAX_PIXELS);
    byte[] samples = new byte[3 * Math.max(0, width) * Math.max(0, height)];
    for (int y = 0, k = 0; y < height; y++)
      for (int x = 0; x < width; x++) {
        int rgb = colour.applyAsInt(x, y);
        samples[k++] = (byte) (rgb >> 16);
        samples[k++] = (byte) (rgb >> 8);
        samples[k++] = (byte) rgb;
      }
    return new Picture(width, height, samples);
  }

  /**
   * Reads a PNG, JPEG, WebP, GIF (its first frame) or BMP file, turned upright as its EXIF orientation says, transparency laid over
   * white.
   *
   * <p>The samples are those that PIL reads, but for transparency, for 16-bit files (PIL cuts, here it is rounded), and for lossy WebP, whose
   * colours are up to about 5 levels off in the mean because the decoder repeats chrominance where libwebp interpolates it.
   *
   * @throws PictureException if there is no such file, it is no picture, it is damaged or cut short, or it has more than
   *         {@link PictureFile#MAX_PIXELS} pixels
   */
  public static Picture read(Path file) throws PictureException { return PictureFile.open(file).picture(); }

  /** The same for a file held in memory. The name is for messages. */
  public static Picture read(String name, byte[] file) throws PictureException {
    return PictureFile.decode(name, file).picture();
  }

  /** Writes a PNG file: first beside its place, then moved there, so that no reader ever sees half a picture. */
  public void write(Path file) throws IOException {
    Png.write(this, file);
  }

  /** This picture as a PNG file in memory. */
  public byte[] png() { return Png.encoded(this); }

  /** Columns. */
  public int width() { return width; }

  /** Rows. */
  public int height() { return height; }

  /** Pixel (x, y) as 0xRRGGBB. */
  public int rgb(int x, int y) {
    int k = offset(x, y);
    return (samples[k] & 255) << 16 | (samples[k + 1] & 255) << 8 | samples[k + 2] & 255;
  }

  /** One sample of pixel (x, y), 0..255: channel 0 is red, 1 green, 2 blue. */
  public int sample(int x, int y, int channel) {
    return samples[offset(x, y) + channel] & 255;
  }

  /** A copy of a part of it. The part lies inside. */
  public Picture part(int left, int top, int width, int height) {
    if (left < 0 || top < 0 || left + width > this.width || top + height > this.height)
      throw new IllegalArgumentException(
          "The part " + width + "×" + height + " at (" + left + ", " + top + ") is not inside a picture of " + this);
    return painted(width, height, (x, y) -> rgb(left + x, top + y));
  }

  /**
   * The same in greys, all three samples of a pixel its luma L = 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601) in whole numbers as PIL's
   * convert("L") computes it: (19595 R + 38470 G + 7471 B + 2¹⁵) / 2¹⁶ without its fraction. A grey picture stays as it is.
   */
  public Picture grey() {
    byte[] grey = new byte[samples.length];
    for (int k = 0; k < grey.length; k += 3) {
      int L = 19595 * (samples[k] & 255) + 38470 * (samples[k + 1] & 255) + 7471 * (samples[k + 2] & 255) + (1 << 15) >> 16;
      Arrays.fill(grey, k, k + 3, (byte) L);
    }
    return new Picture(width, height, grey);
  }

  /** The samples themselves: red, green, blue, row by row. Not modified by anyone. */
  byte[] samples() { return samples; }

  private int offset(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height)
      throw new IndexOutOfBoundsException("There is no pixel (" + x + ", " + y + ") in a picture of " + this);
    return 3 * (y * width + x);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture p && width == p.width && height == p.height && Arrays.equals(samples, p.samples);
  }

  @Override
  public int hashCode() { return 31 * width + Arrays.hashCode(samples); }

  @Override
  public String toString() { return width + "×" + height; }
}
