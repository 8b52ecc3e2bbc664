package lucida.autodiff.op;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Batch;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.ShapeException;

/** y = L(x) v, or L(x)ᵀ v: x chooses a linear map, v goes through it. Knows the choice. */
public record Selection(Choice choice, boolean transposed) implements Op {
  /** The other way through the same map. */
  public Selection transpose() { return new Selection(choice, !transposed); }

  @Override
  public Shape shape(List<Shape> in) {
    Shape x = in.getFirst();
    Shape y = choice.shape(x);
    Shape wanted = transposed ? y : x;
    if (!in.getLast().equals(wanted))
      throw new ShapeException("Selection " + choice.symbol() + ": what goes through is " + in.getLast() + ", wanted is " + wanted);
    return transposed ? x : y;
  }

  @Override
  public Expr batched(int n, List<Expr> inputs, List<Boolean> marked) {
    return Apply.of(new Selection(choice.batched(n), transposed),
        IntStream.range(0, 2).mapToObj(i -> Batch.lift(n, inputs.get(i), marked.get(i))).toList());
  }

  @Override
  public String symbol() { return choice.symbol() + (transposed ? "ᵀ" : ""); }
}
