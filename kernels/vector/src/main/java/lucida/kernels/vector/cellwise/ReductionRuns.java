package lucida.kernels.vector.cellwise;

import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.kernel.Reduction;

/**
 * A reduction seen as runs of neighbours: neighbouring axes of one kind are one axis, and the innermost of them is a run of {@code run}
 * cells that are all summed or all kept. Sum k (a whole run of sums if runs are kept) has the terms that start at kept[k] + summed[s].
 */
record ReductionRuns(int run, boolean runIsSummed, int[] kept, int[] summed) {
  static ReductionRuns of(Reduction r) {
    int[] extents = r.full().extents();
    int inner = extents.length;
    while (inner > 0 && extents[inner - 1] == 1) inner--;
    boolean kind = inner > 0 && r.isSummed(inner - 1);
    int run = 1;
    while (inner > 0 && (extents[inner - 1] == 1 || r.isSummed(inner - 1) == kind)) run *= extents[--inner];
    int[] outer = IntStream.range(0, inner).map(axis -> extents[axis]).toArray();
    Reduction rest = Reduction.of(Shape.of(outer), IntStream.range(0, inner).filter(r::isSummed).toArray());
    return new ReductionRuns(run, kind, times(run, rest.keptOffsets()), times(run, rest.summedOffsets()));
  }

  private static int[] times(int run, int[] offsets) { return IntStream.of(offsets).map(offset -> offset * run).toArray(); }
}
