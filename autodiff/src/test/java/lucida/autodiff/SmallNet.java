package lucida.autodiff;

import java.util.function.UnaryOperator;

/** conv – f – conv – relu – maxpool – g – dense, on a picture of 2 × 12 × 12: 288 elements. Three logits. */
public final class SmallNet {
  private static final int SIDE = 12;
  public final Point point = Point.seeded(73);
  public final Input x = point.normal("x", 1, 2, SIDE, SIDE);
  public final Input w1 = point.uniform("w₁", -0.6, 0.6, 3, 2, 3, 3);
  public final Input w2 = point.uniform("w₂", -0.6, 0.6, 2, 3, 3, 3);
  public final Input w3 = point.uniform("w₃", -0.4, 0.4, 3, 50);

  /** With seeded weights and a seeded picture. */
  public SmallNet() {}

  /** [3]. */
  public Expr logits(UnaryOperator<Expr> f, UnaryOperator<Expr> g) {
    return head(features(f), g);
  }

  /** [1, 3, 12, 12]. */
  public Expr features(UnaryOperator<Expr> f) {
    return f.apply(x.convolve(w1, 1, 1));
  }

  /** [3], from features. */
  public Expr head(Expr A, UnaryOperator<Expr> g) {
    Expr pooled = A.convolve(w2, 1, 0).relu().maxPool(Windows.square(2));
    return g.apply(pooled).reshape(1, 50).matmulTransposed(w3).reshape(3);
  }

  /** The logits with tanh and softplus. */
  public Expr smooth() {
    return logits(Expr::tanh, Expr::softplus);
  }
}
