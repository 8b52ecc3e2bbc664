package lucida.pictures;

import java.util.Arrays;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * Resizing, as PIL does it: antialiased, along the rows first and then along the columns, with whole-number weights of 22 bits and
 * samples rounded to 8 bits after each pass. Bit for bit the same as Pillow on the committed table of sizes and filters.
 *
 * @param width columns of the result
 * @param height rows of the result
 * @param filter the weights
 */
public record Resize(int width, int height, Filter filter) {
  private static final int BITS = 22;

  /** Checks the extents. */
  public Resize {
    if (width < 1 || height < 1)
      throw new IllegalArgumentException("Resize to " + width + "×" + height + ": both extents have to be positive");
  }

  /** The resized picture. */
  public Picture of(Picture picture) { return part(picture, 0, 0, width, height); }

  /** A part of the resized picture, at the cost of that part only. */
  public Picture part(Picture picture, int left, int top, int partWidth, int partHeight) {
    if (left < 0 || top < 0 || left + (long) partWidth > width || top + (long) partHeight > height)
      throw new IllegalArgumentException(
          "The part " + partWidth + "×" + partHeight + " at (" + left + ", " + top + ") is not inside the " + width
              + "×" + height + " pixels resized to");
    int w = picture.width(), h = picture.height();
    ResizeFilter columns = ResizeFilter.of(filter, w, 0, (double) w / width, left, partWidth);
    ResizeFilter rows = ResizeFilter.of(filter, h, 0, (double) h / height, top, partHeight);
    int begin = rows.from()[0], end = rows.from()[partHeight - 1] + rows.weight()[partHeight - 1].length;
    if ((long) partWidth * Math.max(end - begin, partHeight) > PictureFile.MAX_PIXELS)
      throw new IllegalArgumentException("Resizing " + picture + " to " + width + "×" + height + " pixels takes more than "
          + PictureFile.MAX_PIXELS + " pixels at once");
    byte[] narrow = alongRows(picture.samples(), w, begin, end, columns);
    return Picture.of(partWidth, partHeight, alongColumns(narrow, partWidth, begin, rows));
  }

  /** Rows begin … end − 1, resized. */
  private static byte[] alongRows(byte[] samples, int w, int begin, int end, ResizeFilter taps) {
    int[][] weight = taps.fixed(BITS);
    byte[] resized = new byte[3 * weight.length * (end - begin)];
    for (int y = begin, out = 0; y < end; y++)
      for (int x = 0; x < weight.length; x++) {
        int r = 1 << BITS - 1, g = r, b = r, in = 3 * (y * w + taps.from()[x]);
        for (int wt : weight[x]) {
          r += wt * (samples[in++] & 255);
          g += wt * (samples[in++] & 255);
          b += wt * (samples[in++] & 255);
        }
        resized[out++] = eightBits(r);
        resized[out++] = eightBits(g);
        resized[out++] = eightBits(b);
      }
    return resized;
  }

  /** Columns of samples whose first row is row begin, resized. */
  private static byte[] alongColumns(byte[] samples, int w, int begin, ResizeFilter taps) {
    int[][] weight = taps.fixed(BITS);
    byte[] resized = new byte[3 * w * weight.length];
    int[] sum = new int[3 * w];
    for (int y = 0, out = 0; y < weight.length; y++) {
      Arrays.fill(sum, 1 << BITS - 1);
      int in = 3 * w * (taps.from()[y] - begin);
      for (int wt : weight[y]) for (int k = 0; k < sum.length; k++) sum[k] += wt * (samples[in++] & 255);
      for (int s : sum) resized[out++] = eightBits(s);
    }
    return resized;
  }

  private static byte eightBits(int fixed) { return (byte) Math.clamp(fixed >> BITS, 0, 255); }

  /** A map [h, w] resized to [height, width] with the same weights, unrounded; in its own precision. */
  public Tensor of(Tensor map) {
    if (map.shape().rank() != 2) throw new ShapeException("Resize takes a map [h, w], not a tensor of shape " + map.shape());
    ResizeFilter columns = ResizeFilter.of(filter, map.shape().extent(1), 0, (double) map.shape().extent(1) / width, 0, width);
    ResizeFilter rows = ResizeFilter.of(filter, map.shape().extent(0), 0, (double) map.shape().extent(0) / height, 0, height);
    Field field = Field.of(map, columns, rows);
    Storage cells = map.precision().allocate(field.values().length);
    for (int k = 0; k < cells.length(); k++) cells.set(k, field.values()[k]);
    return Tensor.of(Shape.of(height, width), cells);
  }
}
