package lucida.autodiff;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/** A point at which tests look: inputs and their values, random from a seed, in float64. Grows as inputs are made. */
public final class Point {
  private final RandomGenerator random;
  private final SequencedMap<Input, Tensor> given = new LinkedHashMap<>();

  private Point(RandomGenerator random) { this.random = random; }

  /** With nothing given yet. */
  public static Point seeded(long seed) {
    return new Point(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
  }

  /** A new input, its cells from the normal distribution. */
  public Input normal(String name, int... extents) {
    return normal(name, Shape.of(extents));
  }

  /** A new input, its cells from the normal distribution. */
  public Input normal(String name, Shape shape) {
    return filled(name, shape, random::nextGaussian);
  }

  /** A new input, its cells between two bounds. */
  public Input uniform(String name, double low, double high, int... extents) {
    return filled(name, Shape.of(extents), () -> random.nextDouble(low, high));
  }

  /** A new input with these values. */
  public Input of(String name, Shape shape, double... values) {
    Input x = Input.of(name, shape);
    given.put(x, Tensor.of(shape, values));
    return x;
  }

  private Input filled(String name, Shape shape, DoubleSupplier cell) {
    Input x = Input.of(name, shape);
    given.put(x, Tensor.filled(shape, Precision.FLOAT64, _ -> cell.getAsDouble()));
    return x;
  }

  /** Gives an input, perhaps again. */
  public Point give(Input x, double... values) {
    given.put(x, Tensor.of(x.shape(), values));
    return this;
  }

  /** The value of every input made so far. */
  public SequencedMap<Input, Tensor> given() { return given; }

  /** The cells of one input. */
  public double[] cells(Input x) {
    return requireNonNull(given.get(x)).toDoubles();
  }

  /** The cells of a formula. */
  public double[] values(Expr e) {
    return Executor.float64().value(e, given).toDoubles();
  }

  /** The cells of some formulas, computed together. */
  public List<double[]> values(List<? extends Expr> wanted) {
    return Executor.float64().values(wanted, given).stream().map(Tensor::toDoubles).toList();
  }

  /** The value of a formula that is one number. */
  public double value(Expr e) {
    return Executor.float64().value(e, given).item();
  }

  /** Where its other random numbers come from. */
  public RandomGenerator random() { return random; }
}
