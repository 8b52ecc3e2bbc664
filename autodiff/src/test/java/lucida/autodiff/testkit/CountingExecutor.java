package lucida.autodiff.testkit;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Tensor;

/**
 * Counts the pictures, or activations of a layer, that programs are run on: of all that varies only they have four axes, [N, C, H, W].
 *
 * @param executor what runs the programs
 * @param samples the count so far; whoever made it may set it back
 */
public record CountingExecutor(Executor executor, AtomicInteger samples) implements Executor {
  @Override
  public Precision precision() { return executor.precision(); }

  @Override
  public Executor in(Precision other) { return new CountingExecutor(executor.in(other), samples); }

  @Override
  public Compiled compile(Program program, Map<? extends Expr, Tensor> fixed) {
    Compiled compiled = executor.compile(program, fixed);
    return (varying, watch) -> {
      varying.values().stream().map(Tensor::shape).filter(shape -> shape.rank() == 4)
          .mapToInt(shape -> shape.extent(0)).max().ifPresent(samples::addAndGet);
      return compiled.run(varying, watch);
    };
  }
}
