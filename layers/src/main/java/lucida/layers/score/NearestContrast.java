package lucida.layers.score;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Tensor;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * [AS 3] What a class has that its nearest do not, S^c − γ · (1/n) Σ_m S^m over the n classes m nearest to c, for each class c: [N, classes] to
 * [N, classes]. Finer-CAM, Zhang et al., CVPR 2025, arXiv 2501.11309.
 *
 * @param nearest of each class, as many for each
 * @param gamma γ: 0 leaves the scores as they are
 */
public record NearestContrast(List<List<Integer>> nearest, double gamma) implements Layer {
  /** Checks that each class has as many. */
  public NearestContrast {
    nearest = nearest.stream().map(List::copyOf).toList();
    if (nearest.stream().mapToInt(List::size).distinct().count() != 1 || nearest.getFirst().isEmpty())
      throw new IllegalArgumentException(
          "NearestContrast: every class is compared with as many others, at least one, not " + nearest);
  }

  /**
   * With the classes whose scores are nearest to that of each.
   *
   * @param S the scores of one picture, [classes]
   * @param n how many, fewer than there are classes
   */
  public static NearestContrast of(Tensor S, int n, double gamma) {
    if (n < 1 || n >= S.size())
      throw new IllegalArgumentException("NearestContrast: a class is compared with 1 to " + (S.size() - 1) + " others, not " + n);
    return new NearestContrast(IntStream.range(0, S.size()).mapToObj(c -> IntStream.range(0, S.size()).filter(m -> m != c).boxed()
        .sorted(Comparator.comparingDouble(m -> Math.abs(S.cell(m) - S.cell(c)))).limit(n).toList()).toList(), gamma);
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr S = in.getFirst();
    int n = nearest.getFirst().size();
    Expr others = S.gather(1, nearest.stream().flatMap(List::stream).toList()).reshape(S.shape().extent(0), nearest.size(), n);
    return S.minus(others.mean(2).scale(gamma));
  }
}
