package lucida.autodiff;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Tensor;

/**
 * A head drawn from a seed: some blocks on activations of [1, 3, 4, 4], then global average pooling or all positions, a dense layer, then one of several scores. Blocks are
 * piecewise linear or smooth, of every kind that networks have.
 */
final class RandomHead {
  private static final int K = 3;
  private static final int SIDE = 4;
  final Point point;
  final Input A;
  final Expr Y;
  private final RandomGenerator random;
  private final StringBuilder text = new StringBuilder();

  /** Of blocks of all kinds, with any score. */
  RandomHead(long seed) { this(seed, 0.7, 1); }

  /**
   * Of blocks of some kinds.
   *
   * @param smooth the share of blocks that are smooth
   * @param scores the share of scores that are not one of the logits
   */
  RandomHead(long seed, double smooth, double scores) {
    point = Point.seeded(seed);
    random = point.random();
    A = point.normal("A", 1, K, SIDE, SIDE);
    Expr z = A;
    for (int block = 0, blocks = random.nextInt(1, 5); block < blocks; block++)
      z = random.nextDouble() < smooth ? smooth(z) : piecewiseLinear(z);
    if (random.nextInt(4) == 0) z = Pooling.globalAverage(z);
    Expr S = dense(z.reshape(1, z.shape().size()), 5).reshape(5);
    Y = random.nextDouble() < scores ? score(S) : S.at(0, 1);
  }

  /**
   * What cancels at most on the way to D1, D2, D3: max Σ_i |∂Y/∂z_i| |∂ᵖz_i/∂A_eᵖ| over all nodes z and cells e. At every node D_p is Σ_i ∂Y/∂z_i ∂ᵖz_i/∂A_eᵖ and what the
   * nodes behind it add, of lower orders; sums of such terms round to this times ε, however small they are themselves.
   */
  double[] terms() {
    Input v = Input.of("v", A.shape());
    List<Expr> nodes = List.copyOf(Graph.paths(List.of(A), Y));
    List<Expr> adjoints = Reverse.gradients(Y, nodes);
    List<Jet> jets = Taylor.jets(nodes, Map.of(A, v), 3);
    return IntStream.rangeClosed(1, 3).mapToDouble(p -> everyDirection(IntStream.range(0, nodes.size())
        .mapToObj(i -> adjoints.get(i).times(jets.get(i).derivative(p)).abs().sum()).toList(), v).stream().mapToDouble(Tensor::max)
        .max()
        .orElseThrow())
        .toArray();
  }

  /** D1, D2, D3 by two routes differ by at most a bound times the {@link #terms}; below the normal numbers there are no digits. */
  void same(double bound, String what, List<double[]> one, List<double[]> other) {
    double[] terms = terms();
    for (int p = 0; p < 3; p++) {
      assertTrue(Double.isFinite(terms[p]), () -> what + ": " + this);
      double gap = 0;
      for (int e = 0; e < other.get(p).length; e++)
        if (one.get(p)[e] != other.get(p)[e]) gap = Math.max(gap, Math.abs(one.get(p)[e] - other.get(p)[e])); // the larger of a NaN is NaN
      Residual.within(bound, "D" + (p + 1) + " by " + what + ": " + this, gap / (terms[p] + Double.MIN_NORMAL / bound));
    }
  }

  /** Formulas of one direction v along each cell of A: [cells, …]. */
  List<Tensor> everyDirection(List<Expr> ys, Input v) {
    int n = A.shape().size();
    Input rows = Input.of("rows", v.shape().insert(0, n));
    Map<Input, Tensor> given = new LinkedHashMap<>(point.given());
    given.put(rows, Tensor.filled(rows.shape(), Precision.FLOAT64, i -> i / n == i % n ? 1 : 0));
    return Executor.float64().values(Vmap.over(ys, v, rows), given);
  }

  private Expr smooth(Expr z) {
    int kind = random.nextInt(12);
    text.append(" s").append(kind);
    return switch (kind) {
      case 0 -> z.plus(activation(convolved(z)));
      case 1 -> activation(convolved(z).relu());
      case 2 -> convolved(z).softplus().convolve(weights(K, K, 1, 1), 1, 0);
      case 3 -> z.times(dense(activation(dense(Pooling.globalAverage(z).reshape(1, K), 2)), K).sigmoid()
          .reshape(K).expand(z.shape(), 0, 2, 3)); // squeeze and excitation
      case 4 ->
        Normalization.layerNorm(z.reshape(K, SIDE * SIDE), weights(SIDE * SIDE), weights(SIDE * SIDE), 1e-5).reshape(z.shape());
      case 5 -> activation(Normalization.batchNorm(z, weights(K), weights(K), 1e-5)); // of the batch, as in training; its own mean is no function of z
      case 6 -> attention(z.reshape(K, SIDE * SIDE)).reshape(z.shape());
      case 7 -> z.times(activation(convolved(z)));
      case 8 -> ActivationFunctions.softplus(convolved(z), random.nextDouble(1, 8)); // a smoothed ReLU
      case 9 -> z.times(Softmax.softmax(z.reshape(K, SIDE * SIDE).tanh(), 0).reshape(z.shape()));
      case 10 -> z.times(z);
      default -> activation(z);
    };
  }

  private Expr piecewiseLinear(Expr z) {
    int kind = random.nextInt(9);
    text.append(" p").append(kind);
    return switch (kind) {
      case 0 -> convolved(z).relu();
      case 1 -> z.plus(convolved(z).leakyRelu(0.1));
      case 2 -> Pooling.nearest(z.maxPool(Windows.square(2)), SIDE, SIDE);
      case 3 -> z.maxPool(Windows.of(3, 3, 1, 1));
      case 4 -> Normalization.batchNorm(z, weights(K), weights(K), weights(K), weights(K).square(), 1e-5); // as in inference
      case 5 -> Pooling.bilinear(Pooling.average(z, Windows.square(2)), SIDE, SIDE);
      case 6 -> convolved(z).max(z);
      case 7 -> z.times(z.stopGradient());
      default -> dense(z.reshape(1, z.shape().size()), z.shape().size()).relu().reshape(z.shape());
    };
  }

  private Expr convolved(Expr z) { return z.convolve(weights(K, K, 3, 3), 1, 1); }

  /** From channel to channel; its softmax may be saturated. */
  private Expr attention(Expr z) {
    Expr q = weights(K, K).matmul(z), k = weights(K, K).matmul(z);
    return z.plus(Softmax.softmax(q.matmulTransposed(k).scale(0.3), 1).matmul(z));
  }

  private Expr dense(Expr rows, int outputs) { return rows.matmulTransposed(weights(outputs, rows.shape().extent(1))); }

  private Input weights(int... extents) { return point.uniform("w", -0.5, 0.5, extents); }

  private Expr activation(Expr z) {
    List<UnaryOperator<Expr>> smooth = List.of(Expr::tanh, Expr::softplus, Expr::sigmoid, ActivationFunctions::silu,
        ActivationFunctions::gelu, ActivationFunctions::geluTanh, x -> ActivationFunctions.elu(x.plus(-0.5), 1), Expr::sin); // behind a ReLU elu(x) would be x
    return smooth.get(random.nextInt(smooth.size())).apply(z);
  }

  private Expr score(Expr S) {
    return switch (random.nextInt(4)) {
      case 0 -> S.at(0, 1);
      case 1 -> S.at(0, 1).tanh().scale(2).exp(); // bounded, for S may be large
      case 2 -> Softmax.softmax(S, 0).at(0, 2);
      default -> Softmax.logSoftmax(S, 0).at(0, 3);
    };
  }

  @Override
  public String toString() { return "blocks" + text + ", Y = " + Formula.name(Y); }
}
