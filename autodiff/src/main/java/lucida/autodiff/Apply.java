package lucida.autodiff;

import java.util.List;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Selection;
import lucida.core.Shape;

/** An operation on formulas. Equal only to itself: a node is a place in the graph. */
public final class Apply implements Expr {
  private final Op op;
  private final List<Expr> inputs;
  private final Shape shape;
  private final Origin origin;

  private Apply(Op op, List<Expr> inputs, Shape shape, Origin origin) {
    this.op = op;
    this.inputs = inputs;
    this.shape = shape;
    this.origin = origin;
  }

  /**
   * The formula that applies an operation, in its simplest form.
   *
   * @throws lucida.core.ShapeException if the inputs do not fit the operation
   */
  public static Expr of(Op op, List<Expr> inputs) {
    Shape shape = op.shape(inputs.stream().map(Expr::shape).toList());
    return Simplify.apply(op, inputs, shape).orElseGet(() -> new Apply(op, List.copyOf(inputs), shape, Origin.now()));
  }

  /** The formula that applies an operation, in its simplest form. */
  public static Expr of(Op op, Expr... inputs) {
    return of(op, List.of(inputs));
  }

  /** What is applied. */
  public Op op() { return op; }

  @Override
  public List<Expr> inputs() { return inputs; }

  @Override
  public Shape shape() { return shape; }

  /** Where in the program it was written, if that was recorded. */
  public Origin origin() { return origin; }

  @Override
  public List<Expr> passing() { return op instanceof Selection ? inputs.subList(1, 2) : inputs; }

  @Override
  public String toString() { return Formula.of(this); }
}
