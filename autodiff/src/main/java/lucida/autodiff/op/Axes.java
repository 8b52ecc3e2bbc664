package lucida.autodiff.op;

import java.util.List;

/** Lists of axes, which operations hold as values. */
final class Axes {
  private Axes() {}

  static int[] array(List<Integer> axes) { return axes.stream().mapToInt(Integer::intValue).toArray(); }

  /** The same axes when one more stands in front. */
  static List<Integer> shifted(List<Integer> axes) {
    return axes.stream().map(axis -> axis + 1).toList();
  }
}
