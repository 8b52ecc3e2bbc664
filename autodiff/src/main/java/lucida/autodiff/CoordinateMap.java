package lucida.autodiff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import lucida.autodiff.op.ArgMax;
import lucida.autodiff.op.Addition;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Choice;
import lucida.autodiff.op.Concatenation;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Crop;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Gather;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.LinearMap;
import lucida.autodiff.op.MatMul;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Permute;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Resample;
import lucida.autodiff.op.Reshape;
import lucida.autodiff.op.Scale;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;
import lucida.autodiff.op.Sum;
import lucida.autodiff.op.WindowArgMax;
import lucida.core.kernel.Sweep;
import lucida.core.kernel.Taps;

/**
 * The beginning of a way from x to y on which a single coordinate stays one: x → b, through which all of y's dependence on x passes, and whose Jacobian L
 * has at most one cell in each column that is not 0. A max pooling passes the winners of its windows, a global average pooling a 1/Z of each cell into its channel, a gate
 * what is open.
 *
 * <p>So ∂ⁿy/∂x_eⁿ = s_eⁿ ∂ⁿy/∂b_π(e)ⁿ with s = Lᵀ 1: the diagonal by b, which has fewer cells, gives that by x, and cells that reach nothing have none.
 *
 * @param x the formula whose cells are the coordinates
 * @param b the farthest node that they reach as coordinates; x itself if there is none behind it
 */
public record CoordinateMap(Expr x, Expr b) {
  /** The longest beginning of the way from x to y. */
  public static CoordinateMap of(Expr y, Expr x) {
    SequencedSet<Expr> paths = Graph.paths(List.of(x), y);
    Expr b = x;
    for (Optional<Apply> next = Graph.onlyReader(b, paths); next.isPresent()
        && passes(next.get().op()); next = Graph.onlyReader(b, paths))
      b = next.get();
    return new CoordinateMap(x, b);
  }

  /** Whether each cell of the one input that moves goes into at most one cell of the result. */
  private static boolean passes(Op op) {
    return switch (op) {
      case Linear(LinearMap map, boolean transposed) -> passes(map, transposed);
      case Bilinear(Product _, _) -> true;
      case Bilinear(MatMul _, _),Bilinear(ConvolutionForm _, _) -> false;
      case Pointwise _ -> false;
      case Selection(Choice choice, boolean transposed) -> transposed || switch (choice) {
        case Gate _, StopGradient _, ArgMax _ -> true;
        case WindowArgMax(Sweep rows, Sweep columns) -> apart(rows) && apart(columns);
      };
    };
  }

  private static boolean passes(LinearMap map, boolean transposed) {
    return switch (map) {
      case Addition _, Scale _, Reshape _, Permute _, Crop _ -> true;
      case Concatenation _, Sum _ -> !transposed;
      case Gather g -> transposed || new HashSet<>(g.index()).size() == g.index().size();
      case Resample(Taps rows, Taps columns) -> !transposed && apart(rows) && apart(columns);
    };
  }

  private static boolean apart(Sweep windows) {
    return windows.size() == 1 || windows.dilation() == 1 && windows.size() <= windows.stride();
  }

  private static boolean apart(Taps taps) {
    int[] read = new int[taps.extent()];
    for (int i = 0; i < taps.results(); i++)
      for (int t = 0; t < taps.count(i); t++) if (taps.weight(i, t) != 0) read[taps.first(i) + t]++;
    return IntStream.of(read).allMatch(n -> n <= 1);
  }

  /** Whether it leads nowhere. */
  public boolean isIdentity() { return x.equals(b); }

  /** L (m ⊙ Lᵀ 1), of b's shape: not 0 where one of the coordinates arrives whose m is 1; the others' is 0. */
  public Expr reached(Expr m) {
    return Differential.jvp(b, x, m.times(Differential.vjp(b, Constant.one(b.shape()), x)));
  }

  /** ∂ⁿy/∂xⁿ = sⁿ⁻¹ ⊙ Lᵀ ∂ⁿy/∂bⁿ for n = 1, 2, …: the diagonal by x from that by b. */
  public List<Expr> diagonal(List<? extends Expr> byB) {
    Expr s = Differential.vjp(b, Constant.one(b.shape()), x);
    List<Expr> D = new ArrayList<>();
    Expr power = Constant.one(x.shape());
    for (Expr d : byB) {
      D.add(power.times(Differential.vjp(b, d, x)));
      power = power.times(s);
    }
    return D;
  }
}
