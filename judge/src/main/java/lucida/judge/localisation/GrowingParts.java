package lucida.judge.localisation;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import lucida.core.Tensor;
import lucida.scenes.Box;

/**
 * The connected parts of a map's cells while a threshold falls: a cell that is reached joins the parts that it touches, also by a corner, so that all
 * thresholds take one pass over the cells (union and find; Tarjan, Journal of the ACM 22(2), 1975).
 */
final class GrowingParts {
  private static final int NOT_REACHED = -1;

  private final int height;
  private final int width;
  /** Of a cell that is reached: another cell of its part, or itself, the root. */
  private final int[] parent;
  /** Of a part, at its root: the box around it, what it is worth, NaN where that is not known yet, and how many cells it has. */
  private final Box[] box;
  private final double[] worth;
  private final int[] cells;

  private GrowingParts(int height, int width) {
    this.height = height;
    this.width = width;
    parent = new int[height * width];
    Arrays.fill(parent, NOT_REACHED);
    box = new Box[parent.length];
    worth = new double[parent.length];
    cells = new int[parent.length];
  }

  /**
   * At the thresholds 0, 1/steps, … (steps − 1)/steps: the most that the box of any part, or of a part with the most cells, is worth, 0 where no cell is reached.
   *
   * @param L [H, W]
   * @param worth of a box, at least 0
   */
  static double[] best(Tensor L, int steps, MaxBoxAcc.Parts asked, ToDoubleFunction<Box> worth) {
    GrowingParts parts = new GrowingParts(L.shape().extent(0), L.shape().extent(1));
    int[] level = new int[L.size()], order = new int[L.size()], from = new int[steps + 2];
    for (int e = 0; e < level.length; e++) from[1 + (level[e] = 1 + level(L.cell(e), steps))]++;
    for (int t = 0; t <= steps; t++) from[t + 1] += from[t];
    int[] next = from.clone();
    for (int e = 0; e < level.length; e++) order[next[level[e]]++] = e;
    double[] best = new double[steps];
    for (int t = steps - 1; t >= 0; t--) {
      for (int i = from[t + 1]; i < from[t + 2]; i++) parts.reach(order[i]);
      best[t] = parts.best(order, from[t + 1], asked, worth);
    }
    return best;
  }

  /** The number of the highest threshold that v reaches, −1 if none. */
  private static int level(double v, int steps) {
    int t = (int) Math.max(-1, Math.min(steps - 1, v * steps + 1)); // at most one too high
    while (t >= 0 && v < (double) t / steps) t--;
    return t;
  }

  /** The most of the parts whose roots are among these cells. */
  private double best(int[] order, int from, MaxBoxAcc.Parts asked, ToDoubleFunction<Box> of) {
    double best = 0;
    int most = 0;
    for (int i = from; i < order.length; i++) {
      int e = order[i];
      if (parent[e] != e || asked == MaxBoxAcc.Parts.LARGEST && cells[e] < most) continue;
      if (asked == MaxBoxAcc.Parts.LARGEST && cells[e] > most) best = 0;
      most = Math.max(most, cells[e]);
      if (Double.isNaN(worth[e])) worth[e] = of.applyAsDouble(box[e]);
      best = Math.max(best, worth[e]);
    }
    return best;
  }

  private void reach(int e) {
    int i = e / width, j = e % width;
    parent[e] = e;
    box[e] = new Box(i, j, i, j);
    worth[e] = Double.NaN;
    cells[e] = 1;
    for (int u = Math.max(0, i - 1); u <= Math.min(height - 1, i + 1); u++)
      for (int v = Math.max(0, j - 1); v <= Math.min(width - 1, j + 1); v++)
        if (parent[u * width + v] != NOT_REACHED) join(root(e), root(u * width + v));
  }

  private int root(int e) {
    while (parent[e] != e) e = parent[e] = parent[parent[e]];
    return e;
  }

  private void join(int a, int b) {
    if (a == b) return;
    parent[a] = b;
    cells[b] += cells[a];
    Box p = box[a], q = box[b];
    box[b] = new Box(Math.min(p.top(), q.top()), Math.min(p.left(), q.left()), Math.max(p.bottom(), q.bottom()),
        Math.max(p.right(), q.right()));
    worth[b] = Double.NaN;
  }
}
