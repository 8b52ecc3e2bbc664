package lucida.weights.onnx;

import lucida.autodiff.Expr;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.Op;
import lucida.autodiff.op.Product;
import lucida.autodiff.op.Selection;
import lucida.autodiff.op.WindowArgMax;
import lucida.autodiff.run.Program;

/** About how many operations a program takes, known before it runs. */
final class Work {
  private Work() {}

  static long of(Program program) { return program.steps().stream().mapToLong(Work::of).reduce(0, Work::sum); }

  private static long sum(long a, long b) { return Math.min(a + b, Long.MAX_VALUE / 4); }

  private static long of(Program.Step step) {
    double read = step.inputs().stream().mapToDouble(x -> x.shape().size()).sum();
    return (long) Math.min(Long.MAX_VALUE / 4.0, read + eachCell(step.op(), step) * step.target().shape().size());
  }

  /** A product of matrices [n, k] and [k, m] takes n·k·m = √(nk · km · nm) multiplications; a convolution about as many. */
  private static double eachCell(Op op, Program.Step step) {
    return switch (op) {
      case Bilinear(Product _, _) -> 1;
      case Bilinear _ -> Math.sqrt((double) cells(step, 0) * cells(step, 1) / Math.max(1, step.target().shape().size()));
      case Selection(WindowArgMax pool, _) -> (double) pool.rows().size() * pool.columns().size();
      default -> 1;
    };
  }

  private static int cells(Program.Step step, int input) {
    Expr x = step.inputs().get(input);
    return x.shape().size();
  }
}
