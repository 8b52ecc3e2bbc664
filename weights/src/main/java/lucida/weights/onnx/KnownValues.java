package lucida.weights.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.Dtype;
import lucida.weights.WeightsException;

/** What is known at import, by name: the tensors of the file, and what is folded from them and from the shapes of other values. */
final class KnownValues {
  private static final int BYTES_OF_WHOLE = 2 * Long.BYTES;

  private final OnnxTensors tensors;
  private final long opset;
  private final Map<String, Known> values = new HashMap<>();

  KnownValues(OnnxTensors tensors, long opset) {
    this.tensors = tensors;
    this.opset = opset;
  }

  Optional<Known> get(String name) { return Optional.ofNullable(values.get(name)); }

  void put(String name, Known value) { values.put(name, value); }

  /** A tensor of the file: whole numbers are kept apart. */
  Known read(Message m) {
    Tensor tensor = tensors.read(m);
    return OnnxTensors.dtype(m.number(2, 0)).filter(type -> !type.isFloat())
        .<Known>map(type -> new Known.Numbers(AffineIntegers.of(tensor).as(type))).orElseGet(() -> new Known.Literal(tensor));
  }

  /**
   * Whether a node makes a constant, or whole numbers of whole numbers or of shapes; its result is then known.
   *
   * @param shapes the shapes of values that are computed from the picture, by name
   */
  boolean fold(OnnxNode node, Function<String, Optional<AffineIntegers>> shapes) {
    Optional<Known> result = switch (node.op()) {
      case "Constant" -> Optional.of(node.tensor("value").map(this::read).orElseGet(() -> attribute(node)));
      case "Shape", "Size" -> Optional.of(new Known.Numbers(shape(node, shapes)));
      case "ConstantOfShape" -> Optional.of(filled(node));
      default -> folded(node).or(() -> rounded(node));
    };
    result.ifPresent(value -> {
      if (value instanceof Known.Numbers(AffineIntegers w)) tensors.budget().take(w.size(), BYTES_OF_WHOLE, node.title());
      if (value instanceof Known.Literal(Tensor t)) tensors.budget().take(t.size(), Double.BYTES, node.title());
      values.put(node.output(), value);
    });
    return result.isPresent();
  }

  private Optional<Known> folded(OnnxNode node) {
    List<Optional<Known>> in = node.inputs().stream().map(this::get).toList();
    boolean allWhole = IntStream.range(0, in.size())
        .allMatch(i -> node.inputs().get(i).isEmpty() || in.get(i).orElse(Known.NOTHING) instanceof Known.Numbers);
    if (!allWhole || in.isEmpty() || in.getFirst().isEmpty() || !Folding.folds(node.op())) return Optional.empty();
    return Folding.fold(node, opset, in.stream().map(value -> value.map(v -> ((Known.Numbers) v).whole())).toList())
        .map(whole -> node.op().equals("Cast") ? real(node, whole) : new Known.Numbers(whole));
  }

  /** Whole numbers that become real ones are divided as such from then on; multiples of the batch stay what they are. */
  private static Known real(OnnxNode node, AffineIntegers whole) {
    return target(node).filter(_ -> !whole.varies())
        .<Known>map(type -> new Known.Literal(
            Rounding.to(type, Tensor.of(whole.shape(), Arrays.stream(whole.at(1)).asDoubleStream().toArray()))))
        .orElseGet(() -> new Known.Numbers(whole));
  }

  /** The floating-point type that a Cast gives, if it gives one. */
  private static Optional<Dtype> target(OnnxNode node) {
    return OnnxTensors.dtype(node.number("to", 1)).filter(Dtype::isFloat);
  }

  /** Real numbers of the file that are rounded. */
  private Optional<Known> rounded(OnnxNode node) {
    if (node.inputs().size() != 1 || get(node.input(0)).isEmpty()
        || !(get(node.input(0)).get() instanceof Known.Literal(Tensor t)))
      return Optional.empty();
    return switch (node.op()) {
      case "Floor" -> Optional.of(new Known.Literal(t.map(Math::floor)));
      case "Ceil" -> Optional.of(new Known.Literal(t.map(Math::ceil)));
      case "Cast" -> Optional.of(target(node).<Known>map(type -> new Known.Literal(Rounding.to(type, t))).orElseGet(
          () -> new Known.Numbers(
              Folding.cast(node, AffineIntegers.of(node.number("to", 1) == 9 ? t.map(v -> v == 0 ? 0 : 1) : t)))));
      default -> Optional.empty();
    };
  }

  /** Computes a node that reads nothing but tensors of the file, rounded to their precision. */
  void compute(OnnxNode node, List<Optional<Known>> read) {
    List<Optional<Known>> in = read.stream().map(value -> value.map(KnownValues::manyAsTensor)).toList();
    List<Tensor> results = computed(node, in, 1);
    boolean varies = in.stream().flatMap(Optional::stream)
        .anyMatch(k -> k instanceof Known.Numbers(AffineIntegers w) && w.varies());
    if (varies && !isRepeated(node) && !results.equals(computed(node, in, 2)))
      throw new WeightsException(node.title() + ": real numbers that differ with the number of pictures are not read");
    for (int i = 0; i < node.outputs().size() && i < results.size(); i++)
      values.put(node.outputs().get(i), new Known.Literal(results.get(i)));
  }

  /** Whole numbers that are too many to be written out one by one. */
  private static Known manyAsTensor(Known value) {
    return value instanceof Known.Numbers(AffineIntegers w) && !w.varies() && w.size() > OnnxCall.MOST
        ? new Known.Literal(w.tensor().to(Precision.FLOAT32))
        : value;
  }

  /** What an Expand repeats for each picture is kept for one: whatever reads it repeats it again. */
  private static boolean isRepeated(OnnxNode node) {
    return node.op().equals("Expand");
  }

  private List<Tensor> computed(OnnxNode node, List<Optional<Known>> in, int batch) {
    Map<Expr, Tensor> given = new HashMap<>();
    List<Expr> made = new OnnxCall(node, opset, batch, in, i -> {
      Tensor tensor = ((Known.Literal) in.get(i).orElseThrow()).tensor();
      Input input = Input.of("input" + i, tensor.shape());
      given.put(input, tensor);
      return input;
    }).write();
    Program program = Program.of(made);
    tensors.budget().take(program.peak(), Double.BYTES, node.title());
    tensors.budget().work(Work.of(program), node.title());
    Precision precision = isDouble(in) ? Precision.FLOAT64 : Precision.FLOAT32;
    return Executor.definition().run(program, given).stream().map(result -> result.to(precision)).toList();
  }

  /** Whether a tensor that a node reads is of doubles, one that is read as a number, such as an exponent, among them. */
  private static boolean isDouble(List<Optional<Known>> in) {
    return in.stream().flatMap(Optional::stream)
        .anyMatch(k -> k instanceof Known.Literal(Tensor t) && t.precision() == Precision.FLOAT64);
  }

  private static Known attribute(OnnxNode node) {
    if (node.has("value_float")) return new Known.Literal(Tensor.scalar(Precision.FLOAT32, node.real("value_float", 0)));
    if (node.has("value_floats")) return new Known.Literal(Tensor.vector(node.reals("value_floats")).to(Precision.FLOAT32));
    if (node.has("value_int")) return new Known.Numbers(AffineIntegers.of(Shape.SCALAR, node.number("value_int", 0)));
    if (!node.has("value_ints")) throw new WeightsException(node.title() + " has no value that is read");
    long[] numbers = node.numbers("value_ints");
    return new Known.Numbers(AffineIntegers.of(Shape.of(numbers.length), numbers));
  }

  private AffineIntegers shape(OnnxNode node, Function<String, Optional<AffineIntegers>> shapes) {
    AffineIntegers all = shapes.apply(node.input(0)).orElseGet(() -> ownShape(node));
    if (node.op().equals("Size")) return Folding.product(all);
    int n = all.size();
    int from = place(node.number("start", 0), n, 0);
    int to = place(node.number("end", n), n, from);
    return all.pick(Shape.of(to - from), IntStream.range(from, to).toArray());
  }

  /** Counted from the end if it is negative, and clamped. */
  private static int place(long i, int n, int least) {
    return Math.clamp(i < 0 ? i + n : i, Math.min(least, n), n);
  }

  private AffineIntegers ownShape(OnnxNode node) {
    int[] extents = switch (get(node.input(0)).orElseThrow(() -> node.unmade(node.input(0)))) {
      case Known.Literal(Tensor t) -> t.shape().extents();
      case Known.Numbers(AffineIntegers w) -> w.shape().extents();
      case Known.Computed(Expr formula) -> formula.shape().extents();
    };
    return AffineIntegers.of(Shape.of(extents.length), Arrays.stream(extents).asLongStream().toArray());
  }

  /** ConstantOfShape: one number in every cell, its extents perhaps multiples of the batch only where it holds whole numbers. */
  private Known filled(OnnxNode node) {
    if (!(get(node.input(0)).orElse(Known.NOTHING) instanceof Known.Numbers(AffineIntegers wanted)))
      throw new WeightsException(node.title() + ": its shape is not known at import");
    Shape shape = Sizes.shape(node, wanted.at(1));
    tensors.budget().take(shape.size(), BYTES_OF_WHOLE, node.title());
    Known value = node.tensor("value").map(this::read).orElse(new Known.Literal(Tensor.scalar(Precision.FLOAT32, 0)));
    return switch (value) {
      case Known.Numbers(AffineIntegers w) when w.size() == 1 -> new Known.Numbers(w.pick(shape, new int[shape.size()]));
      case Known.Literal(Tensor t) when t.size() == 1 ->
        new Known.Literal(Tensor.filled(shape, t.precision(), t.cell(0)));
      default -> throw new WeightsException(node.title() + ": its value is not one number");
    };
  }
}
