package lucida.layers.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Softmax;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * [AS 1] The words of a caption as scores of a picture: for each the logarithm of its odds behind the words before it, and at last that of the whole caption.
 * [N · T, words] to [N, T + 1].
 *
 * <pre>
 *   S_t = z_tw − log Σ_{v≠w} exp z_tv,       p_t = σ(S_t) = softmax(z_t)_w
 *   P = Π_t p_t,       1/P − 1 = Π_t (1 + o_t) − 1 with o_t = exp(−S_t): o_1 ⊕ o_2 ⊕ … with a ⊕ b = a + b + a b
 * </pre>
 *
 * <p>The term of w itself is left out of the sum, and the odds against the whole are sums of what is positive, in logarithms: no digit is lost as p → 1.
 *
 * @param words w of each t, by their numbers; T is how many there are
 */
public record WordOdds(List<Integer> words) implements Layer {
  /** The words are kept as they are now. */
  public WordOdds {
    words = List.copyOf(words);
    if (words.isEmpty()) throw new IllegalArgumentException("WordOdds: a caption has words");
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr z = in.getFirst();
    int N = scope.batch(), all = z.shape().extent(1);
    Expr rows = z.reshape(N, z.shape().extent(0) / N, all);
    List<Expr> S = new ArrayList<>();
    for (int t = 0; t < words.size(); t++) S.add(odds(rows.at(1, t), words.get(t)));
    Expr against = S.stream().map(Expr::negate).reduce(WordOdds::either).orElseThrow();
    S.add(against.negate());
    return Expr.concat(1, S.stream().map(s -> s.reshape(N, 1)).toList());
  }

  /** S_t, [N]. */
  private static Expr odds(Expr z, int w) {
    List<Integer> others = IntStream.range(0, z.shape().extent(1)).filter(v -> v != w).boxed().toList();
    return z.at(1, w).minus(Softmax.logSumExp(z.gather(1, others), 1));
  }

  /** log(a ⊕ b) of log a and log b. */
  private static Expr either(Expr a, Expr b) {
    return sum(sum(a, b), a.plus(b));
  }

  /** log(a + b) of log a and log b. */
  private static Expr sum(Expr a, Expr b) {
    return a.plus(b.minus(a).softplus());
  }
}
