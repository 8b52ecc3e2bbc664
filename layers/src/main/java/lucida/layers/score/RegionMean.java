package lucida.layers.score;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * [AS 3] The mean of each class's scores over a region, as Seg-Grad-CAM differentiates it (Vinogradova, Dibrov, Myers, AAAI 2020, arXiv
 * 2002.11434): [N, classes, h, w] to [N, classes].
 *
 * @param regions the cells i·w + j of one region for all classes, or of one for each class, where none is all of them; no region at all is
 *        every cell
 */
public record RegionMean(List<List<Integer>> regions) implements Layer {
  /** Of every cell. */
  public static final RegionMean WHOLE = new RegionMean(List.of());

  /** Lists are kept as they are now. */
  public RegionMean {
    regions = regions.stream().map(List::copyOf).toList();
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr S = in.getFirst();
    Shape shape = S.shape();
    int classes = shape.extent(1);
    if (shape.rank() != 4 || regions.size() > 1 && regions.size() != classes)
      throw new IllegalArgumentException(
          "RegionMean: " + regions.size() + " regions for scores of shape " + shape
              + "; wanted is [N, classes, h, w] with one for each class");
    Expr cells = S.reshape(shape.extent(0), classes, shape.extent(2) * shape.extent(3));
    if (regions.size() < 2) return mean(cells, regions.isEmpty() ? List.of() : regions.getFirst());
    return Expr.concat(1, IntStream.range(0, classes).mapToObj(m -> mean(cells.slice(1, m, m + 1), regions.get(m))).toList());
  }

  private static Expr mean(Expr cells, List<Integer> region) {
    return (region.isEmpty() ? cells : cells.gather(2, region)).mean(2);
  }

  /** Whether a class has a region of its own, or shares one; else its mean is of every cell. */
  public boolean hasRegion(int m) {
    return !regions.isEmpty() && !regions.get(regions.size() == 1 ? 0 : m).isEmpty();
  }
}
