package lucida.autodiff.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lucida.autodiff.Expr;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.FiniteWatch;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.ScalarKernels;

/** Runs programs in one precision. What is fixed and what varies from run to run is told apart here and nowhere else. */
public interface Executor {
  /** In which numbers are rounded. */
  Precision precision();

  /** The same in another precision. */
  Executor in(Precision other);

  /**
   * Makes a program ready to run many times with the same fixed values. What depends on them alone is computed once.
   *
   * @param fixed values of some of the program's inputs and cuts, such as the weights; of another precision they are converted once
   * @throws lucida.core.ShapeException if one is of another shape than its formula
   */
  Compiled compile(Program program, Map<? extends Expr, Tensor> fixed);

  /** A program whose fixed values are set. It keeps no state between runs, and threads may share it. */
  interface Compiled {
    /**
     * The values of the program's results.
     *
     * @param varying the values of all inputs and cuts that are not fixed
     * @throws lucida.core.ShapeException if one is missing or of another shape
     */
    default List<Tensor> run(Map<? extends Expr, Tensor> varying) { return run(varying, Optional.empty()); }

    /**
     * The same.
     *
     * @param watch is told whether all that operations read which are not linear, and all results, are finite; it may be told less where that follows
     */
    List<Tensor> run(Map<? extends Expr, Tensor> varying, Optional<FiniteWatch> watch);
  }

  /** The values of a program's results, run once. */
  default List<Tensor> run(Program program, Map<? extends Expr, Tensor> given) {
    return compile(program, Map.of()).run(given);
  }

  /** The values of some formulas, computed together. */
  default List<Tensor> values(Collection<? extends Expr> wanted, Map<? extends Expr, Tensor> given) {
    return run(Program.of(wanted), given);
  }

  /** The value of one formula. */
  default Tensor value(Expr e, Map<? extends Expr, Tensor> given) {
    return values(List.of(e), given).getFirst();
  }

  /** The default of this process in float32, for speed. */
  static Executor float32() {
    return of(Precision.FLOAT32, KernelChoice.standard().kernels());
  }

  /** The default of this process in float64, for truth. */
  static Executor float64() {
    return of(Precision.FLOAT64, KernelChoice.standard().kernels());
  }

  /** The definition of every operation: plain loops in float64. */
  static Executor definition() {
    return of(Precision.FLOAT64, new ScalarKernels());
  }

  /** On some kernels. */
  static Executor of(Precision precision, Kernels kernels) {
    return new Interpreter(precision, kernels, Interpreter.Watch.NOTHING);
  }
}
