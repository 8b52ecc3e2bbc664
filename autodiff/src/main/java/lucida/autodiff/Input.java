package lucida.autodiff;

import java.util.List;
import lucida.core.Shape;

/** A formula whose value is given when a program runs. Equal only to itself: two inputs of one name are two inputs. */
public final class Input implements Expr {
  private final String name;
  private final Shape shape;

  private Input(String name, Shape shape) {
    this.name = name;
    this.shape = shape;
  }

  /** An input with the name it is printed by. */
  public static Input of(String name, Shape shape) { return new Input(name, shape); }

  /** An input with the name it is printed by. */
  public static Input of(String name, int... extents) {
    return new Input(name, Shape.of(extents));
  }

  /** The name it is printed by. */
  public String name() { return name; }

  @Override
  public Shape shape() { return shape; }

  @Override
  public List<Expr> inputs() { return List.of(); }

  @Override
  public String toString() { return name; }
}
