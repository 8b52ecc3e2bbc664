package lucida.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Evaluator;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Given;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import lucida.plan.PlannedProgram.Result;

/**
 * The fast executor, in float32: it compiles programs to stages that fuse several operations, on pictures stored channels-last, with
 * filters packed once. In float64 it defers to the interpreter. Its results agree with the interpreter's up to rounding.
 */
public final class Plan implements Executor {
  private final Kernels kernels;
  private final Evaluator evaluator;
  private final Packing packing;
  private final SpareArrays spare;

  /** Computes on the given kernels, keeping packed filters of up to a quarter of this JVM's memory, and arrays for the next runs of up to an eighth of it. */
  public Plan(Kernels kernels) {
    this.kernels = kernels;
    this.evaluator = new Evaluator(kernels);
    this.packing = new Packing(evaluator, kernels.fused(), Runtime.getRuntime().maxMemory() / 4);
    this.spare = new SpareArrays(Runtime.getRuntime().maxMemory() / 8);
  }

  /** Computes on the kernels of this process, see {@link KernelChoice#standard}. */
  public static Plan float32() {
    return new Plan(KernelChoice.standard().kernels());
  }

  @Override
  public Precision precision() { return Precision.FLOAT32; }

  @Override
  public Executor in(Precision other) { return other == Precision.FLOAT32 ? this : Executor.of(other, kernels); }

  @Override
  public PlannedProgram compile(Program program, Map<? extends Expr, Tensor> fixed) {
    List<Expr> still = program.given().stream().filter(fixed::containsKey).toList();
    Map<Expr, Tensor> known = new HashMap<>(Given.checked(still, fixed, Precision.FLOAT32));
    List<Program.Step> moving = moving(program, known);
    List<Expr> open = program.given().stream().filter(e -> !known.containsKey(e)).toList();
    Places places = new Places(kernels.fused(), known, open);
    new Lowering(places, new Readers(moving, program.results()), packing).lower(moving);
    List<Result> results = program.results().stream().map(e -> new Result(e, places.rows(e))).toList();
    return new PlannedProgram(places, results, evaluator, kernels.fused(), spare);
  }

  /**
   * Returns the steps that depend on varying values. Steps that depend on fixed values alone are computed and added to what is known,
   * except those that only repeat numbers along axes, which would fill memory: they are left to their readers.
   */
  private List<Program.Step> moving(Program program, Map<Expr, Tensor> known) {
    List<Program.Step> moving = new ArrayList<>();
    for (Program.Step step : program.steps()) {
      boolean isStill = step.inputs().stream().allMatch(x -> known.containsKey(x) || x instanceof Constant);
      if (isStill && Places.spreading(step).isEmpty())
        known.put(step.target(), packing.value(step, step.inputs().stream().map(x -> value(x, known)).toList()));
      else moving.add(step);
    }
    return moving;
  }

  private static Tensor value(Expr x, Map<Expr, Tensor> known) {
    return x instanceof Constant(double value, var shape)
        ? Tensor.filled(shape, Precision.FLOAT32, value)
        : Objects.requireNonNull(known.get(x));
  }
}
