package lucida.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/** Values as people type and read them: 0.5, [1, 2]. */
final class Values {
  private static final MathContext DIGITS = new MathContext(9);

  private Values() {}

  /** A number, or a vector if there are several with commas between them. */
  static Tensor read(String name, String text) {
    double[] values = Arrays.stream(text.split(",", -1)).mapToDouble(cell -> number(name, cell.strip())).toArray();
    return Tensor.of(values.length == 1 ? Shape.SCALAR : Shape.of(values.length), values);
  }

  private static double number(String name, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) return value;
      throw new NumberFormatException("not finite");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--at " + name + ": '" + text + "' is not a number; wanted is " + name + "=0.5 or " + name + "=1,2,3", e);
    }
  }

  /** With nine digits; the axes as nested brackets. */
  static String text(Tensor tensor) {
    return text(tensor, 0, 0, tensor.size());
  }

  private static String text(Tensor tensor, int axis, int first, int size) {
    if (axis == tensor.shape().rank()) return number(tensor.cell(first));
    int part = size / tensor.shape().extent(axis);
    return IntStream.range(0, tensor.shape().extent(axis)).mapToObj(i -> text(tensor, axis + 1, first + i * part, part))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean plain = value == 0 || Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9;
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
