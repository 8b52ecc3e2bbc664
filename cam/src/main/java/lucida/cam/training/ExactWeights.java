package lucida.cam.training;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.HiddenLayer;
import lucida.autodiff.Input;
import lucida.autodiff.Jet;
import lucida.autodiff.Taylor;
import lucida.autodiff.Vmap;
import lucida.cam.NotApplicableException;
import lucida.core.Shape;

/**
 * The channel weights of Grad-CAM++ of Y = exp(S) as a formula, with D2 and D3 exact: through the one smooth layer of the head [DS 6], else by jets along
 * every cell of A [DS 4].
 */
final class ExactWeights {
  /** Cells of A that jets are written along at most: each is a run of the head for every picture, kept for the sweep back. */
  private static final int MOST = 4096;

  private ExactWeights() {}

  /** [PP 2] w_k = Σ_ij α relu(ℓ1) with α [PP 4], divided by Y: [N, K]. */
  static Expr of(Expr S, ExplainedBatch batch) {
    if (batch.mixesPictures())
      throw new NotApplicableException("gradcam++: a batch norm behind layer '" + batch.layer()
          + "' lets every picture's score depend on all of the batch, so that there are no derivatives by one picture's cells; take gradcam++-closed");
    Expr A = batch.activations();
    List<Expr> l = HiddenLayer.of(S.sum(), A).map(hidden -> hidden.diagonal(3)).orElseGet(() -> alongEveryCell(S, A)).stream()
        .map(batch::settled).toList();
    Expr g = l.get(0), h = l.get(1), square = g.square();
    Expr D2 = square.plus(h), D3 = square.times(g).plus(g.times(h).scale(3)).plus(l.get(2));
    Expr below = D2.scale(2).plus(A.sum(2, 3).expand(A.shape(), 2, 3).times(D3));
    Expr divisor = below.abs().choose(below, Constant.one(below.shape()));
    Expr alpha = below.abs().gate(D2.over(divisor));
    return alpha.times(g.relu()).sum(2, 3);
  }

  /** ∂ᵖS/∂A_eᵖ for p = 1, 2, 3 at every cell e of every picture, whose pictures do not see each other: [N, K, h, w] each. */
  private static List<Expr> alongEveryCell(Expr S, Expr A) {
    Shape one = A.shape().without(0);
    int N = A.shape().extent(0), cells = one.size();
    if (cells > MOST)
      throw new NotApplicableException("gradcam++: more than one layer of the head is smooth, and layer " + one + " has " + cells
          + " cells to follow one by one, more than " + MOST + "; take gradcam++-closed, or a layer with fewer cells");
    Input v = Input.of("v", A.shape());
    Jet jet = Taylor.jet(S, A, v, 3);
    List<Expr> D = Vmap.over(IntStream.rangeClosed(1, 3).mapToObj(jet::derivative).toList(), v,
        units(N, cells).reshape(A.shape().insert(0, cells)));
    return D.stream().map(d -> d.transpose().reshape(A.shape())).toList();
  }

  /** Row e: 1 at cell e of every picture, [cells, N, cells]. */
  private static Expr units(int N, int cells) {
    Expr eye = Expr.concat(0, IntStream.range(0, cells).mapToObj(
        e -> new Constant(1, Shape.of(1, 1)).pad(List.of(0, e), List.of(0, cells - 1 - e))).map(Expr.class::cast).toList());
    return eye.expand(Shape.of(cells, N, cells), 1);
  }
}
