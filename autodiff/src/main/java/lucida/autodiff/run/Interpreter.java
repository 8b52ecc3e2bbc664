package lucida.autodiff.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.op.Route;
import lucida.core.Interruption;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.FiniteWatch;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;

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
    Map<Expr, Tensor> known = Given.checked(program.given().stream().filter(fixed::containsKey).toList(), fixed, precision);
    if (known.isEmpty()) {
      MemoryException.check(program, precision);
      return (varying, finite) -> once(program, Given.checked(program.given(), varying, precision), finite);
    }
    PartialEvaluation split = PartialEvaluation.of(program, known.keySet());
    MemoryException.check(split.still(), precision);
    MemoryException.check(split.moving(), precision);
    List<Tensor> computed = once(split.still(), new HashMap<>(known), Optional.empty());
    for (int i = 0; i < computed.size(); i++) known.put(split.still().results().get(i), computed.get(i));
    known.keySet().retainAll(Set.copyOf(split.moving().given()));
    List<Expr> open = split.moving().given().stream().filter(e -> !known.containsKey(e)).toList();
    return (varying, finite) -> {
      Map<Expr, Tensor> given = Given.checked(open, varying, precision);
      given.putAll(known);
      return once(split.moving(), given, finite);
    };
  }

  /** @param value the values of all that the program is given, in this precision; modified */
  private List<Tensor> once(Program program, Map<Expr, Tensor> value, Optional<FiniteWatch> finite) {
    Evaluator evaluator = new Evaluator(kernels);
    Map<Expr, Map<Route, int[]>> routes = new HashMap<>();
    for (Program.Step step : program.steps()) {
      Interruption.check();
      List<Tensor> x = step.inputs().stream().map(e -> read(e, value)).toList();
      Tensor y = step.isView() ? x.getFirst().reshape(step.target().shape()) : compute(step, x, routes, evaluator);
      if (watch == Watch.NON_FINITE) NonFiniteException.check(step, x, y);
      finite.filter(_ -> !step.op().isLinear()).ifPresent(seen -> x.forEach(each -> seen.saw(each.isFinite())));
      value.put(step.target(), y);
      for (Expr dead : step.dying()) {
        value.remove(dead);
        routes.remove(dead);
      }
    }
    List<Tensor> results = program.results().stream().map(e -> read(e, value)).toList();
    finite.ifPresent(seen -> results.forEach(each -> seen.saw(each.isFinite())));
    return results;
  }

  private Tensor compute(Program.Step step, List<Tensor> x, Map<Expr, Map<Route, int[]>> routes, Evaluator evaluator) {
    Storage y = precision.allocate(step.target().shape().size());
    evaluator.fill(step.op(), x, y, route -> routes.computeIfAbsent(step.inputs().getFirst(), _ -> new HashMap<>())
        .computeIfAbsent(route, r -> evaluator.found(r, x.getFirst())));
    return Tensor.of(step.target().shape(), y);
  }

  private Tensor read(Expr e, Map<Expr, Tensor> value) {
    return e instanceof Constant(double c, Shape shape) ? Tensor.filled(shape, precision, c) : Objects.requireNonNull(value.get(e));
  }
}
