package lucida.autodiff.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Formula;
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
public record Interpreter(Precision precision, Kernels kernels, Watch watch) implements Executor {
  /** What an interpreter looks for while it runs. */
  public enum Watch {
    /** Nothing. */
    NOTHING,
    /** The first result with a NaN or an infinity, which stops the run with a {@link NonFiniteException}. */
    NON_FINITE
  }

  /** On the default kernels of this process, stopping at the first NaN or infinity with the operation, the ranges of its inputs and where it was written. */
  public static Interpreter watching(Precision precision) {
    return new Interpreter(precision, KernelChoice.standard().kernels(), Watch.NON_FINITE);
  }

  @Override
  public Executor in(Precision other) { return new Interpreter(other, kernels, watch); }

  @Override
  public Compiled compile(Program program, Map<? extends Expr, Tensor> fixed) {
    Map<Expr, Tensor> known = checked(program.given().stream().filter(fixed::containsKey).toList(), fixed);
    if (known.isEmpty()) {
      MemoryException.check(program, precision);
      return varying -> once(program, checked(program.given(), varying));
    }
    Split split = Split.of(program, known.keySet());
    MemoryException.check(split.still(), precision);
    MemoryException.check(split.moving(), precision);
    List<Tensor> computed = once(split.still(), new HashMap<>(known));
    for (int i = 0; i < computed.size(); i++) known.put(split.still().results().get(i), computed.get(i));
    known.keySet().retainAll(Set.copyOf(split.moving().given()));
    List<Expr> open = split.moving().given().stream().filter(e -> !known.containsKey(e)).toList();
    return varying -> {
      Map<Expr, Tensor> given = checked(open, varying);
      given.putAll(known);
      return once(split.moving(), given);
    };
  }

  /** @param value the values of all that the program is given, in this precision; modified */
  private List<Tensor> once(Program program, Map<Expr, Tensor> value) {
    Map<Expr, Map<Route, int[]>> routes = new HashMap<>();
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
      case Selection(Gate gate, _) -> kernels.gate(gate.below(), gate.above(), a, b, y);
      case Selection(StopGradient _, _) -> kernels.multiply(a, b, y);
      case Selection(Route route, boolean transposed) -> {
        int[] cells = routes.computeIfAbsent(step.inputs().getFirst(), _ -> new HashMap<>())
            .computeIfAbsent(route, r -> found(r, x.getFirst()));
        if (transposed) kernels.scatterAdd(cells, b, y);
        else kernels.gather(cells, b, y);
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

  private Map<Expr, Tensor> checked(List<Expr> wanted, Map<? extends Expr, Tensor> given) {
    Map<Expr, Tensor> checked = new HashMap<>();
    for (Expr e : wanted) checked.put(e, checked(e, given.get(e)));
    return checked;
  }

  private Tensor checked(Expr e, @Nullable Tensor tensor) {
    if (tensor == null) throw new ShapeException("No value was given for " + Formula.name(e) + " of shape " + e.shape());
    if (!tensor.shape().equals(e.shape()))
      throw new ShapeException(
          "The value given for " + Formula.name(e) + " has the shape " + tensor.shape() + ", wanted is " + e.shape());
    return tensor.to(precision);
  }
}
