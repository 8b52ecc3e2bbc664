package lucida.autodiff.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.autodiff.Formula;
import lucida.core.Tensor;

/** The first NaN or infinity of a run: which operation made it, from what, and where it was written. */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  private NonFiniteException(String message) { super(message); }

  static void check(Program.Step step, List<Tensor> x, Tensor y) {
    int first = firstBad(y);
    if (first < y.size())
      throw new NonFiniteException(
          "%s gave %s at cell %d of %s, from %s; written at %s".formatted(step.op().symbol(), y.cell(first), first, y.shape(),
              IntStream.range(0, x.size()).mapToObj(i -> Formula.name(step.inputs().get(i)) + " " + range(x.get(i)))
                  .distinct().collect(Collectors.joining(" and ")),
              step.target().origin()));
  }

  private static int firstBad(Tensor y) {
    return IntStream.range(0, y.size()).filter(i -> !Double.isFinite(y.cell(i))).findFirst().orElse(y.size());
  }

  private static String range(Tensor x) {
    double[] finite = IntStream.range(0, x.size()).mapToDouble(x::cell).filter(Double::isFinite).sorted().toArray();
    long nan = IntStream.range(0, x.size()).filter(i -> Double.isNaN(x.cell(i))).count();
    long infinite = x.size() - nan - finite.length;
    return x.shape()
        + (finite.length == 0
            ? " with nothing finite"
            : String.format(Locale.ROOT, " in [%.6g, %.6g]", finite[0], finite[finite.length - 1]))
        + (nan == 0 ? "" : ", " + nan + " NaN") + (infinite == 0 ? "" : ", " + infinite + " infinite");
  }
}
