package lucida.autodiff;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;

/** A head drawn from a seed: some blocks of every kind on activations of [1, 3, 4, 4], then a dense layer, then one of several scores. */
final class RandomHead {
  private static final int K = 3;
  private static final int SIDE = 4;
  final Point point;
  final Input A;
  final Expr Y;
  private final RandomGenerator random;
  private final StringBuilder text = new StringBuilder();

  RandomHead(long seed) {
    point = Point.seeded(seed);
    random = point.random();
    A = point.normal("A", 1, K, SIDE, SIDE);
    Expr z = A;
    for (int block = 0, blocks = random.nextInt(1, 5); block < blocks; block++) z = block(z);
    Y = score(dense(z.reshape(1, z.shape().size()), 5).reshape(5));
  }

  private Expr block(Expr z) {
    int kind = random.nextInt(10);
    text.append(" ").append(kind);
    return switch (kind) {
      case 0 -> z.plus(activation(convolved(z)));
      case 1 -> activation(convolved(z).relu());
      case 2 -> convolved(z).relu().convolve(weights(K, K, 1, 1), 1, 0);
      case 3 -> z.times(dense(activation(dense(Pooling.globalAverage(z).reshape(1, K), 2)), K).sigmoid()
          .reshape(K).expand(z.shape(), 0, 2, 3)); // squeeze and excitation
      case 4 ->
        Normalization.layerNorm(z.reshape(K, SIDE * SIDE), weights(SIDE * SIDE), weights(SIDE * SIDE), 1e-5).reshape(z.shape());
      case 5 -> Normalization.batchNorm(z, weights(K), weights(K), 1e-5);
      case 6 -> attention(z.reshape(K, SIDE * SIDE)).reshape(z.shape());
      case 7 -> Pooling.nearest(z.maxPool(Windows.square(2)), SIDE, SIDE);
      case 8 -> z.times(activation(convolved(z)));
      default -> activation(z);
    };
  }

  private Expr convolved(Expr z) { return z.convolve(weights(K, K, 3, 3), 1, 1); }

  private Expr attention(Expr z) {
    Expr q = weights(K, K).matmul(z), k = weights(K, K).matmul(z);
    return z.plus(Softmax.softmax(q.matmulTransposed(k).scale(0.3), 1).matmul(z));
  }

  private Expr dense(Expr rows, int outputs) { return rows.matmulTransposed(weights(outputs, rows.shape().extent(1))); }

  private Input weights(int... extents) { return point.uniform("w", -0.5, 0.5, extents); }

  private Expr activation(Expr z) {
    List<UnaryOperator<Expr>> smooth = List.of(Expr::tanh, Expr::softplus, Expr::sigmoid, ActivationFunctions::silu,
        ActivationFunctions::gelu,
        x -> ActivationFunctions.elu(x, 1), Expr::sin);
    return smooth.get(random.nextInt(smooth.size())).apply(z);
  }

  private Expr score(Expr S) {
    Expr bounded = S.tanh().scale(2); // where a probability rounds to 1 nothing is left but rounding
    return switch (random.nextInt(4)) {
      case 0 -> S.at(0, 1);
      case 1 -> bounded.at(0, 1).exp();
      case 2 -> Softmax.softmax(bounded, 0).at(0, 2);
      default -> Softmax.logSoftmax(bounded, 0).at(0, 3);
    };
  }

  int[] coordinates() { return IntStream.range(0, A.shape().size()).toArray(); }

  @Override
  public String toString() { return "blocks" + text + ", Y = " + Formula.name(Y); }
}
