package lucida.cli;

import java.util.Map;
import lucida.autodiff.Constant;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Taylor;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Shape;
import lucida.core.Tensor;

/** A derivative that was asked for: what it is called, its formula, and how its values are found. */
sealed interface Derivative {
  /** ∂y/∂x in one reverse sweep, where y is one number; else along a line, in Taylor mode. */
  static Derivative of(Expr y, Input x, int order) {
    if (order < 1 || order > 20) throw new IllegalArgumentException("--order " + order + ": orders go from 1 to 20");
    boolean number = x.shape().equals(Shape.SCALAR);
    if (order == 1 && y.shape().equals(Shape.SCALAR))
      return new Formula(new DerivativeName("∂", "y", x.name(), 1), Differential.gradient(y, x));
    if (!number) return new Coordinates(y, x, Input.of("v", x.shape()), order);
    return new Formula(new DerivativeName("d", "y", x.name(), order),
        Taylor.jet(y, x, Constant.one(x.shape()), order).derivative(order));
  }

  /** What its formula is called. */
  String name();

  /** Its formula. */
  Expr formula();

  /** What its formula is called in LaTeX. */
  String latexName();

  /** What its values are called. */
  default String nameOfValues() {
    return name();
  }

  /** Its values at a point. */
  default Tensor value(Executor executor, Map<? extends Expr, Tensor> at) {
    return executor.value(formula(), at);
  }

  /** Checks that its values at a point are finite. */
  default void check(Point point) { point.check(nameOfValues(), formula()); }

  /** A derivative that is one formula. */
  record Formula(DerivativeName of, Expr formula) implements Derivative {
    @Override
    public String name() { return of.text(); }

    @Override
    public String latexName() { return of.latex(); }
  }

  /** Along x + t·v; and its values for v each of the unit vectors. */
  record Coordinates(Expr y, Input x, Input v, int order) implements Derivative {
    @Override
    public String name() { return along().text() + " along " + x + " + t v"; }

    @Override
    public String latexName() { return "\\left." + along().latex() + "\\right|_{" + x + " + t v}"; }

    private DerivativeName along() { return new DerivativeName("d", "y", "t", order); }

    @Override
    public Expr formula() { return Taylor.jet(y, x, v, order).derivative(order); }

    @Override
    public void check(Point point) {
      Expr along = formula();
      for (int i = 0; i < x.shape().size(); i++) point.with(v, unit(i)).check(nameOfValues(), along);
    }

    private Tensor unit(int i) {
      double[] e = new double[x.shape().size()];
      e[i] = 1;
      return Tensor.of(x.shape(), e);
    }

    @Override
    public String nameOfValues() {
      return new DerivativeName("∂", y.shape().equals(Shape.SCALAR) ? "y" : "yⱼ", x + "ᵢ", order).text();
    }

    @Override
    public Tensor value(Executor executor, Map<? extends Expr, Tensor> at) {
      return new Diagonal(y, x, order, Math.min(64, x.shape().size())).everywhere(executor, at).getLast();
    }
  }
}
