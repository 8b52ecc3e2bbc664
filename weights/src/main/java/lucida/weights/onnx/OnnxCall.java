package lucida.weights.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.weights.WeightsException;

/**
 * An operator at the moment it is written.
 *
 * @param node its attributes
 * @param opset the version of the operators
 * @param batch pictures at once
 * @param inputs what it reads, empty where an optional input is left out
 * @param parameters gives the formula of a tensor of the file
 */
record OnnxCall(OnnxNode node, long opset, int batch, List<Optional<Known>> inputs, IntFunction<Expr> parameters) {
  /** Whole numbers that are written out as constants. */
  static final int MOST = 4096;
  /** Whole numbers that a message lists. */
  private static final int FEW = 8;

  /**
   * What the operator makes of it.
   *
   * @throws ShapeException naming the node, what it reads and its attributes, if they do not fit each other
   */
  List<Expr> write() {
    try {
      return OnnxOperators.of(node).write(this);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) { // of formulas
      ShapeException misfit = new ShapeException(misfit());
      misfit.initCause(e);
      throw misfit;
    }
  }

  private String misfit() {
    String read = inputs.stream().flatMap(Optional::stream).map(OnnxCall::shown).collect(Collectors.joining(" and "));
    String attributes = node.attributes().values().stream().map(OnnxAttribute::toString).collect(Collectors.joining(", "));
    return node.title() + " does not fit what it reads, " + (read.isEmpty() ? "nothing" : read)
        + (attributes.isEmpty() ? "" : ", with " + attributes);
  }

  /** For people: its shape, or its numbers where they are whole and few. */
  private static String shown(Known value) {
    return switch (value) {
      case Known.Computed(Expr formula) -> formula.shape().toString();
      case Known.Literal(Tensor t) -> t.shape().toString();
      case Known.Numbers(AffineIntegers w) -> w.size() <= FEW ? "the numbers " + Arrays.toString(w.at(1)) : w.shape().toString();
    };
  }

  /** Whether an input is there. */
  boolean has(int i) { return i < inputs.size() && inputs.get(i).isPresent(); }

  private Known known(int i) {
    if (!has(i)) throw new WeightsException(node.title() + " has no input " + i);
    return inputs.get(i).orElseThrow();
  }

  int count() { return inputs.size(); }

  /** Whether an input is known at import, and the same for any number of pictures. */
  boolean isKnown(int i) {
    return switch (known(i)) {
      case Known.Numbers(AffineIntegers w) -> !w.varies();
      case Known.Literal _ -> true;
      case Known.Computed _ -> false;
    };
  }

  /** An input as a formula. A single number of the file is a constant. */
  Expr x(int i) {
    return switch (known(i)) {
      case Known.Computed(Expr formula) -> formula;
      case Known.Literal(Tensor t) when t.size() == 1 -> new Constant(t.cell(0), t.shape());
      case Known.Literal _ -> parameters.apply(i);
      case Known.Numbers(AffineIntegers w) -> formula(w);
    };
  }

  /** A few whole numbers as a formula: constants side by side. */
  private Expr formula(AffineIntegers w) {
    if (w.size() == 1) return new Constant(w.at(batch)[0], w.shape());
    if (w.size() == 0 || w.size() > MOST)
      throw refused("there are " + w.size() + " whole numbers where a formula is wanted, read are 1 to " + MOST);
    List<Expr> cells = Arrays.stream(w.at(batch)).mapToObj(v -> (Expr) new Constant(v, Shape.of(1))).toList();
    return Expr.concat(0, cells).reshape(w.shape());
  }

  /** An input that has to be known at import, as whole numbers. */
  long[] numbers(int i) {
    return switch (known(i)) {
      case Known.Numbers(AffineIntegers w) -> w.at(batch);
      case Known.Literal(Tensor t) -> Arrays.stream(t.toDoubles()).mapToLong(v -> whole(i, v)).toArray();
      case Known.Computed _ ->
        throw new WeightsException(node.title() + ": input " + i + " is computed from the picture; it has to be a constant");
    };
  }

  private long whole(int i, double number) {
    if (number == Math.rint(number) && Math.abs(number) <= 1L << 53) return (long) number;
    throw refused("input " + i + " holds " + number + " where whole numbers are wanted");
  }

  /** An input that has to be known at import, as real numbers. */
  double[] reals(int i) {
    return known(i) instanceof Known.Literal(Tensor t) ? t.toDoubles() : Arrays.stream(numbers(i)).asDoubleStream().toArray();
  }

  /** Whole numbers that were an attribute in older versions and are an input in newer ones. */
  long[] numbers(String attribute, int input, long... otherwise) {
    return fromInput(attribute, input) ? numbers(input) : node.numbers(attribute, otherwise);
  }

  /** A single number that was an attribute in older versions and is an input in newer ones. */
  double real(String attribute, int input, double otherwise) {
    if (!fromInput(attribute, input)) return node.real(attribute, otherwise);
    double[] numbers = reals(input);
    if (numbers.length == 1) return numbers[0];
    throw refused(attribute + " is of " + numbers.length + " numbers, wanted is one");
  }

  private boolean fromInput(String attribute, int input) {
    if (has(input) && node.has(attribute)) throw refused(attribute + " is given both as an attribute and as input " + input);
    return has(input);
  }

  /** A text that is one of some. */
  String text(String attribute, String otherwise, String... read) {
    String text = node.text(attribute, otherwise);
    if (List.of(read).contains(text)) return text;
    throw refused("the attribute " + attribute + " = '" + text + "' is not read; read are " + String.join(", ", read));
  }

  /** A whole number of an attribute, between two that are read: none is cut to fit an int. */
  int whole(String attribute, long otherwise, int least, int most) {
    return within(attribute, node.number(attribute, otherwise), least, most);
  }

  /** The same of an attribute that has to be there. */
  int whole(String attribute, int least, int most) {
    if (!node.has(attribute)) throw refused("the attribute " + attribute + " is missing");
    return whole(attribute, least, least, most);
  }

  /** A number of the file as an int; else it is refused. */
  int within(String what, long number, int least, int most) {
    if (number >= least && number <= most) return (int) number;
    throw refused(what + " is " + number + ", read are " + least + " to " + most);
  }

  /** Numbers of the file as ints; else they are refused. */
  int[] within(String what, long[] numbers, int least, int most) {
    return Arrays.stream(numbers).mapToInt(number -> within(what, number, least, most)).toArray();
  }

  /** Numbers of an attribute, as many as are read. */
  long[] numbers(int count, String attribute, long... otherwise) {
    long[] numbers = node.numbers(attribute, otherwise);
    if (numbers.length == count) return numbers;
    throw refused(attribute + " has " + numbers.length + " numbers, read are " + count);
  }

  /** An axis, counted from the end if it is negative. */
  int axis(long axis, int rank) {
    long a = axis < 0 ? axis + rank : axis;
    if (a < 0 || a >= rank) throw new WeightsException(node.title() + ": there is no axis " + axis + " among " + rank);
    return (int) a;
  }

  int[] axes(long[] axes, int rank) {
    int[] sorted = Arrays.stream(axes).mapToInt(a -> axis(a, rank)).sorted().toArray();
    for (int i = 1; i < sorted.length; i++)
      if (sorted[i] == sorted[i - 1]) throw refused("it names the axis " + sorted[i] + " twice");
    return sorted;
  }

  /** The shape of an input. */
  Shape shape(int i) {
    return switch (known(i)) {
      case Known.Numbers(AffineIntegers w) -> w.shape();
      case Known.Literal(Tensor t) -> t.shape();
      case Known.Computed(Expr formula) -> formula.shape();
    };
  }

  WeightsException refused(String why) { return new WeightsException(node.title() + ": " + why); }
}
