package lucida.cli;

import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.kernel.ComposedKernels;
import lucida.core.kernel.Kernels;
import lucida.plan.Plan;

/** How formulas are computed. */
enum Execution {
  /** By a plan, in which operations are fused; in float32 only. */
  PLAN,
  /** Operation by operation. */
  INTERPRETER;

  /** What computes unless somebody asks for the other: the plan, where the kernels are made for it. */
  static Execution usual(Precision precision, Kernels kernels) {
    return precision == Precision.FLOAT32 && !(kernels.fused() instanceof ComposedKernels) ? PLAN : INTERPRETER;
  }

  Executor executor(Precision precision, Kernels kernels) {
    return this == PLAN ? new Plan(kernels).in(precision) : Executor.of(precision, kernels);
  }
}
