package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/**
 * Gated recurrent unit — Cho, van Merriënboer, Gulcehre, Bahdanau, Bougares, Schwenk, Bengio, EMNLP 2014, arXiv 1406.1078:
 *
 * <pre>
 *   r = σ(W_r x + b_r + U_r h + c_r)         z = σ(W_z x + b_z + U_z h + c_z)
 *   n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))
 *   h′ = (1 − z) ⊙ n + z ⊙ h
 * </pre>
 *
 * <p>Deviation: r multiplies U_n h + c_n, as in cuDNN and PyTorch; in the paper it multiplies h, and there are no biases.
 *
 * @param inputs the extent of x
 * @param hidden the extent of h
 */
public record Gru(int inputs, int hidden) implements RecurrentCell {
  @Override
  public int gates() { return 3; }

  @Override
  public int states() { return 1; }

  @Override
  public List<Expr> step(Expr x, List<Expr> state, Scope scope) {
    Expr h = state.getFirst();
    List<Expr> W = blocks(x, "ih", scope), U = blocks(h, "hh", scope);
    Expr r = W.get(0).plus(U.get(0)).sigmoid(), z = W.get(1).plus(U.get(1)).sigmoid();
    Expr n = W.get(2).plus(r.times(U.get(2))).tanh();
    return List.of(n.plus(z.times(h.minus(n))));
  }
}
