package lucida.judge.localisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lucida.core.Tensor;
import lucida.scenes.Box;

/** The connected parts of the cells of a map that reach a threshold; cells that touch by a corner are connected. */
final class ConnectedParts {
  /** A part: how many cells, and the smallest box around them. */
  record Part(int cells, Box box) {
  }

  private final int height;
  private final int width;
  private final boolean[] open;
  private final int[] stack;
  private final List<Part> parts = new ArrayList<>();

  private ConnectedParts(Tensor L, double threshold) {
    height = L.shape().extent(0);
    width = L.shape().extent(1);
    open = new boolean[L.size()];
    stack = new int[L.size()];
    for (int e = 0; e < open.length; e++) open[e] = L.cell(e) >= threshold;
    for (int e = 0; e < open.length; e++) if (open[e]) parts.add(part(e));
  }

  /** All parts. */
  static List<Part> of(Tensor L, double threshold) { return new ConnectedParts(L, threshold).parts; }

  /** The part with the most cells, the first of several. */
  static Optional<Part> largest(Tensor L, double threshold) {
    return of(L, threshold).stream().reduce((a, b) -> b.cells() > a.cells() ? b : a);
  }

  /** Closes all cells that are connected with this one. */
  private Part part(int start) {
    int cells = 0, top = height, left = width, bottom = 0, right = 0, n = 0;
    open[start] = false;
    stack[n++] = start;
    while (n > 0) {
      int e = stack[--n], i = e / width, j = e % width;
      cells++;
      top = Math.min(top, i);
      bottom = Math.max(bottom, i);
      left = Math.min(left, j);
      right = Math.max(right, j);
      for (int u = Math.max(0, i - 1); u <= Math.min(height - 1, i + 1); u++)
        for (int v = Math.max(0, j - 1); v <= Math.min(width - 1, j + 1); v++)
          if (open[u * width + v]) {
            open[u * width + v] = false;
            stack[n++] = u * width + v;
          }
    }
    return new Part(cells, new Box(top, left, bottom, right));
  }

  /** Intersection over union of two boxes, in pixels. */
  static double iou(Box a, Box b) {
    double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top()) + 1,
        width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left()) + 1;
    if (height <= 0 || width <= 0) return 0;
    return height * width / (a.area() + b.area() - height * width);
  }
}
