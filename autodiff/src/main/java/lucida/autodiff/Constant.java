package lucida.autodiff;

import java.util.List;
import lucida.core.Shape;

/** One number, all over a shape. */
public record Constant(double value, Shape shape) implements Expr {
  /** 0 all over. */
  public static Constant zero(Shape shape) { return new Constant(0, shape); }

  /** 1 all over. */
  public static Constant one(Shape shape) { return new Constant(1, shape); }

  @Override
  public List<Expr> inputs() { return List.of(); }

  @Override
  public String toString() { return Term.text(value); }
}
