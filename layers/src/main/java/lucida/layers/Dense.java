package lucida.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** y = x Wᵀ + b, of rows [N, inputs] to [N, outputs]; "weight" [outputs, inputs] and "bias" [outputs]. */
public record Dense(int inputs, int outputs, boolean bias) implements Layer {
  /** With a bias. */
  public static Dense of(int inputs, int outputs) { return new Dense(inputs, outputs, true); }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr y = in.getFirst().matmulTransposed(scope.parameter("weight"));
    return bias ? y.plus(scope.parameter("bias").expandAlong(y.shape(), 1)) : y;
  }

  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    parameters.put("weight", Shape.of(outputs, inputs));
    if (bias) parameters.put("bias", Shape.of(outputs));
    return parameters;
  }

  @Override
  public long multiplyAdds(Shape output) { return (long) output.size() * inputs; }
}
