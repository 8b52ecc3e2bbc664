package lucida.judge.data;

import java.util.Optional;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.Framing;
import lucida.pictures.Picture;
import lucida.scenes.Box;

/**
 * Brings truth to where the network sees it, through the resizing and cropping of its picture. x and y are edges, in pixels of the picture
 * itself, the left and upper edge of its first pixel being 0.
 *
 * @param framing how the picture is resized and cropped
 */
record Placement(Framing framing) {
  /**
   * The pixels of the network's input whose centres are in a box, at least the one nearest to its middle; nothing if all of the box was cropped away.
   */
  Optional<Box> box(double x0, double y0, double x1, double y1) {
    double left = across(x0), right = across(x1), top = down(y0), bottom = down(y1);
    int W = framing.cropWidth(), H = framing.cropHeight();
    if (right <= 0 || bottom <= 0 || left >= W || top >= H) return Optional.empty();
    int firstColumn = first(left, W), firstRow = first(top, H);
    return Optional.of(new Box(firstRow, firstColumn, last(bottom, firstRow, H), last(right, firstColumn, W)));
  }

  private double across(double x) { return x * framing.resize().width() / framing.width() - framing.left(); }

  private double down(double y) { return y * framing.resize().height() / framing.height() - framing.top(); }

  /** The first pixel with its centre right of an edge. */
  private static int first(double edge, int n) {
    return Math.clamp((long) Math.ceil(edge - 0.5), 0, n - 1);
  }

  /** The last pixel with its centre left of an edge. */
  private static int last(double edge, int first, int n) {
    return Math.clamp((long) Math.ceil(edge - 0.5) - 1, first, n - 1);
  }

  /** 1 where the pixel of the mask nearest to the centre is not black, else 0, [H, W]; the mask has the extents of the picture. */
  Tensor mask(Picture mask, Precision precision) {
    int W = framing.cropWidth();
    return Tensor.filled(Shape.of(framing.cropHeight(), W), precision,
        e -> mask.rgb(column(e % W), row(e / W)) != 0 ? 1 : 0);
  }

  private int column(int j) {
    return nearest((framing.left() + j + 0.5) * framing.width() / framing.resize().width(), framing.width());
  }

  private int row(int i) {
    return nearest((framing.top() + i + 0.5) * framing.height() / framing.resize().height(), framing.height());
  }

  private static int nearest(double x, int n) { return Math.min((int) x, n - 1); }

  /** The smallest box around the cells of a mask that are not 0. */
  static Optional<Box> around(Tensor mask) {
    int W = mask.shape().extent(1), top = Integer.MAX_VALUE, left = Integer.MAX_VALUE, bottom = -1, right = -1;
    for (int e = 0; e < mask.size(); e++)
      if (mask.cell(e) != 0) {
        top = Math.min(top, e / W);
        bottom = e / W;
        left = Math.min(left, e % W);
        right = Math.max(right, e % W);
      }
    return bottom < 0 ? Optional.empty() : Optional.of(new Box(top, left, bottom, right));
  }
}
