package lucida.scenes;

import java.util.List;
import lucida.scenes.art.Mark;

/** The smallest upright rectangle around marks. */
record Extent(double left, double top, double right, double bottom) {
  static Extent of(List<Mark> marks) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Mark mark : marks) {
      double[] p = mark.outline().points();
      for (int i = 0; i < p.length; i += 2) {
        left = Math.min(left, p[i]);
        right = Math.max(right, p[i]);
        top = Math.min(top, p[i + 1]);
        bottom = Math.max(bottom, p[i + 1]);
      }
    }
    return new Extent(left, top, right, bottom);
  }

  double width() { return right - left; }

  double height() { return bottom - top; }

  /** The longer side. */
  double length() { return Math.max(width(), height()); }

  double middleX() { return 0.5 * (left + right); }

  double middleY() { return 0.5 * (top + bottom); }
}
