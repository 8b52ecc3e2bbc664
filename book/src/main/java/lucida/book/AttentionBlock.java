package lucida.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Softmax;
import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * A block of a vision transformer — Dosovitskiy et al., ICLR 2021, arXiv 2010.11929 — with one head of attention, positions as its tokens, and the mean of the
 * tokens behind it: from [N, K, h, w] to [N, K]. Or several of them, one behind the other.
 *
 * <pre>
 *   x ← x + softmax(Q Kᵀ/√K) V W_o,   Q, K, V = LN(x) W_q, LN(x) W_k, LN(x) W_v
 *   x ← x + GELU(LN(x) W_1) W_2
 * </pre>
 *
 * @param features K
 * @param blocks how many
 */
record AttentionBlock(int features, int blocks) implements Layer {
  private static final double EPSILON = 1e-6;

  /** One block. */
  AttentionBlock(int features) {
    this(features, 1);
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr A = in.getFirst();
    int N = A.shape().extent(0), T = A.shape().extent(2) * A.shape().extent(3);
    Expr x = A.reshape(N, features, T).permute(0, 2, 1);
    for (int block = 0; block < blocks; block++) x = block(x, prefix(block), scope);
    return x.mean(1);
  }

  private static String prefix(int block) { return block == 0 ? "" : "block" + block + "."; }

  /** One block of tokens, [N, T, K]. */
  private Expr block(Expr tokens, String at, Scope scope) {
    Expr n = normed(tokens, at + "norm1", scope);
    Expr attention = Softmax
        .softmax(times(n, at + "query", features, scope).matmulTransposed(times(n, at + "key", features, scope))
            .scale(1 / Math.sqrt(features)), 2);
    Expr x = tokens.plus(times(attention.matmul(times(n, at + "value", features, scope)), at + "out", features, scope));
    Expr hidden = ActivationFunctions.gelu(times(normed(x, at + "norm2", scope), at + "mlp1", 2 * features, scope));
    return x.plus(times(hidden, at + "mlp2", features, scope));
  }

  private static Expr normed(Expr x, String which, Scope scope) {
    return Normalization.layerNorm(x, scope.parameter(which + ".weight"), scope.parameter(which + ".bias"),
        EPSILON);
  }

  /** Each token times a matrix. */
  private static Expr times(Expr x, String matrix, int outputs, Scope scope) {
    int N = x.shape().extent(0), T = x.shape().extent(1);
    return x.reshape(N * T, x.shape().extent(2)).matmulTransposed(scope.parameter(matrix + ".weight")).reshape(N, T, outputs);
  }

  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    for (int block = 0; block < blocks; block++) {
      String at = prefix(block);
      Stream.of("norm1", "norm2").forEach(norm -> {
        parameters.put(at + norm + ".weight", Shape.of(features));
        parameters.put(at + norm + ".bias", Shape.of(features));
      });
      Stream.of("query", "key", "value", "out")
          .forEach(matrix -> parameters.put(at + matrix + ".weight", Shape.of(features, features)));
      parameters.put(at + "mlp1.weight", Shape.of(2 * features, features));
      parameters.put(at + "mlp2.weight", Shape.of(features, 2 * features));
    }
    return parameters;
  }
}
