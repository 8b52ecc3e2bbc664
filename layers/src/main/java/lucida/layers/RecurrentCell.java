package lucida.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/**
 * One step of a recurrent network, a formula like any other: what an input x_t makes of the state. Parameters are named and laid out as PyTorch's are:
 * "weight_ih" [gates · hidden, inputs], "weight_hh" [gates · hidden, hidden], "bias_ih" and "bias_hh" [gates · hidden].
 */
public sealed interface RecurrentCell permits Gru, Lstm {
  /** The extent of x_t. */
  int inputs();

  /** The extent of h_t. */
  int hidden();

  /** How many blocks of rows the matrices have. */
  int gates();

  /** How many tensors [N, hidden] the state has; h is the first. */
  int states();

  /**
   * The state after an input.
   *
   * @param x x_t, [N, inputs]
   * @param state of t − 1, each [N, hidden]
   */
  List<Expr> step(Expr x, List<Expr> state, Scope scope);

  /** The parameters, with their shapes. */
  default SequencedMap<String, Shape> parameters() {
    int rows = gates() * hidden();
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    parameters.put("weight_ih", Shape.of(rows, inputs()));
    parameters.put("weight_hh", Shape.of(rows, hidden()));
    parameters.put("bias_ih", Shape.of(rows));
    parameters.put("bias_hh", Shape.of(rows));
    return parameters;
  }

  /** W x + b or U h + c, a block for each gate: "ih" or "hh". */
  default List<Expr> blocks(Expr of, String which, Scope scope) {
    Expr y = of.matmulTransposed(scope.parameter("weight_" + which));
    Expr all = y.plus(scope.parameter("bias_" + which).expandAlong(y.shape(), 1));
    return IntStream.range(0, gates()).mapToObj(g -> all.slice(1, g * hidden(), (g + 1) * hidden())).toList();
  }
}
