package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/**
 * Long short-term memory — Hochreiter, Schmidhuber, Neural Computation 9(8), 1997, with the forget gate of Gers, Schmidhuber, Cummins, Neural
 * Computation 12(10), 2000:
 *
 * <pre>
 *   i, f, o = σ(W x + b + U h + c), each with its own        g = tanh(W_g x + b_g + U_g h + c_g)
 *   c′ = f ⊙ c + i ⊙ g
 *   h′ = o ⊙ tanh(c′)
 * </pre>
 *
 * <p>The state is h and c; blocks of rows are in the order i, f, g, o.
 *
 * @param inputs the extent of x
 * @param hidden the extent of h and of c
 */
public record Lstm(int inputs, int hidden) implements RecurrentCell {
  @Override
  public int gates() { return 4; }

  @Override
  public int states() { return 2; }

  @Override
  public List<Expr> step(Expr x, List<Expr> state, Scope scope) {
    List<Expr> W = blocks(x, "ih", scope), U = blocks(state.getFirst(), "hh", scope);
    Expr i = W.get(0).plus(U.get(0)).sigmoid(), f = W.get(1).plus(U.get(1)).sigmoid();
    Expr g = W.get(2).plus(U.get(2)).tanh(), o = W.get(3).plus(U.get(3)).sigmoid();
    Expr c = f.times(state.getLast()).plus(i.times(g));
    return List.of(o.times(c.tanh()), c);
  }
}
