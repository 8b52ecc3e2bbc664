package lucida.layers.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.layers.Scope;

/**
 * [AS 3] The cosine between a picture's features e and those of references, Σ_d e_d r_md / ‖e‖ with ‖r_m‖ = 1: [N, features] to [N, references].
 * It is not changed where e is scaled, so that e · ∂S/∂e = 0.
 */
public record Cosine(int references, int features) implements Layer {
  /** The parameter: the references' features, each row of length 1, [references, features]. */
  public static final String REFERENCE = "reference";

  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    parameters.put(REFERENCE, Shape.of(references, features));
    return parameters;
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr e = in.getFirst();
    Expr along = e.matmulTransposed(scope.parameter(REFERENCE));
    return along.times(e.square().sum(1).sqrt().reciprocal().expand(along.shape(), 1));
  }
}
