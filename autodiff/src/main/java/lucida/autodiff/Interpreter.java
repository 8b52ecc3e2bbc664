package lucida.autodiff;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Gate;
import lucida.autodiff.op.Linear;
import lucida.autodiff.op.Pointwise;
import lucida.autodiff.op.Route;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.StopGradient;
import lucida.core.Cells;
import lucida.core.Interruption;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Runs any program in a precision on some kernels: each node once, its memory free after its last use. The truth that faster executors
 * are measured against.
 *
 * @param watch what is looked for while it runs
 */
public record Interpreter(Precision precision, Kernels kernels, Watch watch) {
  /** What an interpreter looks for while it runs. */
  public enum Watch {
    /** Nothing. */
    NOTHING,
    /** The first result with a NaN or an infinity, which stops the run with a {@link NonFiniteException}. */
    NON_FINITE
  }

  /** In float32, on the standard kernels of this process. */
  public static Interpreter float32() {
    return new Interpreter(Precision.FLOAT32, KernelChoice.standard().kernels(), Watch.NOTHING);
  }

  /** In float64, on the standard kernels of this process. */
  public static Interpreter float64() {
    return new Interpreter(Precision.FLOAT64, KernelChoice.standard().kernels(), Watch.NOTHING);
  }

  /** The same, stopping at the first NaN or infinity with the operation, the ranges of its inputs and where it was written. */
  public Interpreter watching() {
    return new Interpreter(precision, kernels, Watch.NON_FINITE);
  }

  /** The value of one formula. */
  public Tensor value(Expr e, Map<? extends Expr, Tensor> given) {
    return values(List.of(e), given).getFirst();
  }

  /** The values of some formulas, computed together. */
  public List<Tensor> values(Collection<? extends Expr> wanted, Map<? extends Expr, Tensor> given) {
    return run(Program.of(wanted), given);
  }

  /**
   * The values of a program's results.
   *
   * @param given a tensor for each input and cut of the program; one of another precision is converted
   * @throws ShapeException if one is missing or of another shape
   * @throws MemoryException if its peak is more than the heap
   * @throws CancellationException if the thread is interrupted; its flag stays set
   */
  public List<Tensor> run(Program program, Map<? extends Expr, Tensor> given) {
    MemoryException.check(program, precision);
    Map<Expr, Tensor> value = new HashMap<>();
    Map<Expr, Map<Route, int[]>> routes = new HashMap<>();
    for (Expr e : program.given()) value.put(e, checked(e, given.get(e)));
    for (Program.Step step : program.steps()) {
      Interruption.check();
      List<Tensor> x = step.inputs().stream().map(e -> read(e, value)).toList();
      Tensor y = step.isView() ? x.getFirst().reshape(step.target().shape()) : compute(step, x, routes);
      if (watch == Watch.NON_FINITE) NonFiniteException.check(step, x, y);
      value.put(step.target(), y);
      for (Expr dead : step.dying()) {
        value.remove(dead);
        routes.remove(dead);
      }
    }
    return program.results().stream().map(e -> read(e, value)).toList();
  }

  private Tensor compute(Program.Step step, List<Tensor> x, Map<Expr, Map<Route, int[]>> routes) {
    Cells y = precision.allocate(step.target().shape().size());
    Cells a = x.getFirst().cells();
    Cells b = x.getLast().cells();
    switch (step.op()) {
      case Linear(var L, boolean transposed) -> L.fill(transposed, x, y, kernels);
      case Bilinear(var form, var open) -> form.fill(open, a, b, y, kernels);
      case Pointwise p -> kernels.map(p.f(), a, y);
      case Selection(Gate gate, _) -> kernels.slope(gate.below(), gate.above(), a, b, y);
      case Selection(StopGradient _, _) -> kernels.multiply(a, b, y);
      case Selection(Route route, boolean transposed) -> {
        int[] cells = routes.computeIfAbsent(step.inputs().getFirst(), _ -> new HashMap<>())
            .computeIfAbsent(route, r -> found(r, x.getFirst()));
        if (transposed) kernels.place(cells, b, y);
        else kernels.pick(cells, b, y);
      }
    }
    return Tensor.of(step.target().shape(), y);
  }

  private int[] found(Route route, Tensor x) {
    int[] cells = new int[route.shape(x.shape()).size()];
    route.fill(x, cells, kernels);
    return cells;
  }

  private Tensor read(Expr e, Map<Expr, Tensor> value) {
    return e instanceof Constant(double c, Shape shape) ? Tensor.filled(shape, precision, c) : Objects.requireNonNull(value.get(e));
  }

  private Tensor checked(Expr e, @Nullable Tensor tensor) {
    if (tensor == null) throw new ShapeException("No value was given for " + Formula.name(e) + " of shape " + e.shape());
    if (!tensor.shape().equals(e.shape()))
      throw new ShapeException(
          "The value given for " + Formula.name(e) + " has the shape " + tensor.shape() + ", wanted is " + e.shape());
    return tensor.to(precision);
  }
}
