package lucida.cli;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Tensor;

/**
 * An executor that measures what its programs take, forwards and backwards, but not what compiles them.
 *
 * @param executor runs them
 * @param nanoseconds of all threads together
 */
record NetworkTime(Executor executor, LongAdder nanoseconds) implements Executor {
  NetworkTime(Executor executor) { this(executor, new LongAdder()); }

  @Override
  public Precision precision() { return executor.precision(); }

  @Override
  public Executor in(Precision other) { return new NetworkTime(executor.in(other), nanoseconds); }

  @Override
  public Compiled compile(Program program, Map<? extends Expr, Tensor> fixed) {
    Compiled compiled = executor.compile(program, fixed);
    return (varying, watch) -> {
      long start = System.nanoTime();
      try {
        return compiled.run(varying, watch);
      } finally {
        nanoseconds.add(System.nanoTime() - start);
      }
    };
  }

  double seconds() { return nanoseconds.sum() / 1e9; }
}
