package lucida.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Decoded samples as 8-bit red, green and blue: the numbers as they are stored, not converted between colour spaces. */
final class Samples {
  private Samples() {}

  /** Grey, grey and alpha, RGB, RGBA or palette colours of up to 16 bits a sample; transparency is laid over white. */
  static Picture picture(BufferedImage image) {
    Raster raster = image.getRaster();
    return image.getColorModel() instanceof IndexColorModel palette ? palette(raster, palette) : direct(raster);
  }

  /** Whether a pixel is not opaque, so that white shows through. */
  static boolean isTransparent(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) return false;
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++)
      for (int argb : image.getRGB(0, y, row.length, 1, row, 0, row.length)) if (argb >>> 24 != 255) return true;
    return false;
  }

  private static Picture palette(Raster raster, IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    for (int i = 0; i < colours.length; i++) {
      int argb = palette.getRGB(i), a = argb >>> 24;
      colours[i] = overWhite(argb >> 16 & 255, a) << 16 | overWhite(argb >> 8 & 255, a) << 8 | overWhite(argb & 255, a);
    }
    return Picture.painted(raster.getWidth(), raster.getHeight(), (x, y) -> colours[raster.getSample(x, y, 0)]);
  }

  private static Picture direct(Raster raster) {
    int w = raster.getWidth(), h = raster.getHeight(), bands = raster.getNumBands(), colours = bands < 3 ? 1 : 3;
    int[] bits = raster.getSampleModel().getSampleSize();
    byte[] samples = new byte[3 * w * h];
    int[] row = new int[w * bands];
    for (int y = 0, k = 0; y < h; y++) {
      raster.getPixels(0, y, w, 1, row);
      for (int x = 0; x < w; x++) {
        int p = x * bands, a = bands > colours ? eightBits(row[p + colours], bits[colours]) : 255;
        for (int c = 0; c < 3; c++) {
          int band = Math.min(c, colours - 1);
          samples[k++] = (byte) overWhite(eightBits(row[p + band], bits[band]), a);
        }
      }
    }
    return Picture.of(w, h, samples);
  }

  /**
   * Cyan, magenta, yellow and black, which Adobe's programs store inverted in JPEG files: each colour times black, as PIL has it.
   *
   * @param luminance whether the first three are stored as luminance and chrominance of what they are not inverted
   */
  static Picture fourColours(Raster raster, boolean luminance) {
    return Picture.painted(raster.getWidth(), raster.getHeight(), (x, y) -> {
      int a = raster.getSample(x, y, 0), b = raster.getSample(x, y, 1), c = raster.getSample(x, y, 2),
          k = raster.getSample(x, y, 3);
      if (!luminance) return times(a, k) << 16 | times(b, k) << 8 | times(c, k);
      int cyan = level(a + 1.402 * (c - 128)), magenta = level(a - 0.344136 * (b - 128) - 0.714136 * (c - 128)),
          yellow = level(a + 1.772 * (b - 128));
      return times(255 - cyan, k) << 16 | times(255 - magenta, k) << 8 | times(255 - yellow, k);
    });
  }

  private static int level(double value) { return Math.clamp(Math.round(value), 0, 255); }

  /** Rounds a sample of {@code bits} bits to 8. */
  private static int eightBits(int sample, int bits) {
    if (bits == 8) return sample;
    long most = (1L << bits) - 1;
    return (int) ((2L * 255 * (sample & most) + most) / (2 * most));
  }

  private static int overWhite(int sample, int alpha) { return alpha == 255 ? sample : 255 - times(255 - sample, alpha); }

  /** a·b / 255, rounded. */
  private static int times(int a, int b) { return (2 * a * b + 255) / 510; }
}
