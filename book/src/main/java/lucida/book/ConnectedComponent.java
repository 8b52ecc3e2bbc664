package lucida.book;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import lucida.core.Tensor;

/**
 * A 4-connected component of a thresholded map: its bounding box, with exclusive ends, and its size.
 *
 * @param size the number of cells
 */
record ConnectedComponent(int top, int left, int bottom, int right, int size) {
  /** [GC 6] The largest component of the cells above a fraction of the map's maximum; of size 0 if there are none. */
  static ConnectedComponent largest(Tensor map, double fraction) {
    double threshold = fraction * map.max();
    BitSet open = new BitSet(map.size());
    for (int e = 0; e < map.size(); e++) open.set(e, map.cell(e) > threshold && map.cell(e) > 0);
    ConnectedComponent largest = new ConnectedComponent(0, 0, 0, 0, 0);
    for (int e = open.nextSetBit(0); e >= 0; e = open.nextSetBit(e)) {
      ConnectedComponent segment = from(e, open, map.shape().extent(1));
      if (segment.size > largest.size) largest = segment;
    }
    return largest;
  }

  /** The component of a cell, which is removed from the open cells. */
  private static ConnectedComponent from(int start, BitSet open, int w) {
    ConnectedComponent segment = new ConnectedComponent(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0);
    Deque<Integer> todo = new ArrayDeque<>();
    open.clear(start);
    for (Integer e = start; e != null; e = todo.poll()) {
      int i = e / w, j = e % w;
      segment = new ConnectedComponent(Math.min(segment.top, i), Math.min(segment.left, j), Math.max(segment.bottom, i + 1),
          Math.max(segment.right, j + 1), segment.size + 1);
      if (i > 0) reach(e - w, open, todo);
      if (j > 0) reach(e - 1, open, todo);
      if (j + 1 < w) reach(e + 1, open, todo);
      reach(e + w, open, todo);
    }
    return segment;
  }

  private static void reach(int e, BitSet open, Deque<Integer> todo) {
    if (!open.get(e)) return;
    open.clear(e);
    todo.add(e);
  }
}
