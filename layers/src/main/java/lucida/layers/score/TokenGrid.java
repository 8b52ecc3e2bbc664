package lucida.layers.score;

import java.util.List;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * [AS 2] Tokens as positions, A^k_ij = feature k of token first + i·w + j: [N, tokens, K] to [N, K, h, w]. What comes before, a class token,
 * is left out.
 *
 * @param first the number of tokens before
 * @param areFirst whether the tokens are [tokens, N, K]
 */
public record TokenGrid(int first, int rows, int columns, boolean areFirst) implements Layer {
  /** The other way: reads the tokens and a grid, and puts the grid's cells in the place of theirs. */
  public record Joined(TokenGrid grid) implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr tokens = grid.inOrder(in.getFirst()), A = in.getLast();
      Shape shape = tokens.shape();
      int Z = grid.rows * grid.columns;
      Expr cells = A.reshape(shape.extent(0), shape.extent(2), Z).permute(0, 2, 1);
      if (Z == shape.extent(1)) return grid.inOrder(cells);
      return grid.inOrder(
          Expr.concat(1, List.of(tokens.slice(1, 0, grid.first), cells, tokens.slice(1, grid.first + Z, shape.extent(1)))));
    }

    @Override
    public String kind() { return "Tokens"; }
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr tokens = inOrder(in.getFirst());
    Shape shape = tokens.shape();
    return tokens.slice(1, first, first + rows * columns).permute(0, 2, 1).reshape(shape.extent(0), shape.extent(2), rows, columns);
  }

  /** The same for tokens in the other order. */
  TokenGrid in(boolean tokensAreFirst) {
    return new TokenGrid(first, rows, columns, tokensAreFirst);
  }

  /** [N, tokens, K] of the tokens, and the other way. */
  private Expr inOrder(Expr tokens) {
    return areFirst ? tokens.permute(1, 0, 2) : tokens;
  }

  /** "14×14 behind 1 token". */
  @Override
  public String toString() {
    return rows + "×" + columns + (first == 0 ? "" : " behind " + first + (first == 1 ? " token" : " tokens"));
  }
}
