package lucida.layers;

import java.util.List;
import lucida.autodiff.Expr;

/** Concatenates its inputs along the channels. */
public record Concat() implements Layer {
  @Override
  public Expr write(List<Expr> in, Scope scope) { return Expr.concat(1, in); }
}
