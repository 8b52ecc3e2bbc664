package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.core.Shape;

/** Operators on cells of one, two or many values. */
final class Arithmetic {
  private static final int MOST_EXPONENTS = 64;

  private Arithmetic() {}

  static Map<String, OnnxOperator> all() {
    return Map.ofEntries(Map.entry("Add", binary(Expr::plus)), Map.entry("Sub", binary(Expr::minus)),
        Map.entry("Mul", binary(Expr::times)),
        Map.entry("Div", binary(Expr::over)), Map.entry("Min", many(Expr::min)), Map.entry("Max", many(Expr::max)),
        Map.entry("Sum", many(Expr::plus)),
        Map.entry("Mean", OnnxOperator.one(c -> reduce(c, Expr::plus).scale(1.0 / c.count()))),
        Map.entry("Pow", OnnxOperator.one(Arithmetic::power)),
        Map.entry("Sqrt", OnnxOperator.unary(Expr::sqrt)), Map.entry("Exp", OnnxOperator.unary(Expr::exp)),
        Map.entry("Log", OnnxOperator.unary(Expr::log)),
        Map.entry("Neg", OnnxOperator.unary(Expr::negate)), Map.entry("Reciprocal", OnnxOperator.unary(Expr::reciprocal)),
        Map.entry("Abs", OnnxOperator.unary(Expr::abs)), Map.entry("Erf", OnnxOperator.unary(Expr::erf)),
        Map.entry("Sin", OnnxOperator.unary(Expr::sin)), Map.entry("Cos", OnnxOperator.unary(Expr::cos)),
        Map.entry("Identity", OnnxOperator.unary(x -> x)),
        Map.entry("Dropout", OnnxOperator.one(Arithmetic::dropout)), Map.entry("Cast", OnnxOperator.one(Arithmetic::cast)));
  }

  private static Expr dropout(OnnxCall c) {
    boolean drops = !c.has(1) || c.reals(1)[0] != 0;
    if (c.has(2) && c.numbers(2)[0] != 0 && drops) throw c.refused("it is in training mode; export the model for inference");
    return c.x(0);
  }

  /** Between floating-point types; rounding to whole numbers would have no derivative. */
  private static Expr cast(OnnxCall c) {
    long to = c.node().number("to", 1);
    if (OnnxTensors.isReal(to)) return c.x(0);
    throw c.refused("the attribute to = " + to + " is not read for a value that is computed; read are floating-point types");
  }

  /** Before version 7 the second value is lined up at an axis by an attribute. */
  private static OnnxOperator binary(BinaryOperator<Expr> f) {
    return OnnxOperator.one(c -> {
      Expr a = c.x(0);
      Expr b = c.x(1);
      if (c.node().has("axis") && c.opset() >= 7)
        throw c.refused("the attribute axis is read up to opset 6, this is opset " + c.opset());
      if (c.node().has("axis")) b = lined(b, a.shape(), c.axis(c.node().number("axis", 0), a.shape().rank()));
      List<Expr> both = Broadcast.all(List.of(a, b));
      return f.apply(both.getFirst(), both.getLast());
    });
  }

  private static Expr lined(Expr b, Shape a, int axis) {
    Shape shape = b.shape();
    for (int i = axis + b.shape().rank(); i < a.rank(); i++) shape = shape.insert(shape.rank(), 1);
    return b.reshape(shape);
  }

  private static OnnxOperator many(BinaryOperator<Expr> f) { return OnnxOperator.one(c -> reduce(c, f)); }

  private static Expr reduce(OnnxCall c, BinaryOperator<Expr> f) {
    return Broadcast.all(IntStream.range(0, c.count()).mapToObj(c::x).toList()).stream().reduce(f).orElseThrow();
  }

  /** x^p for known p: where they differ, the cells of each p are raised apart and put back in their places. */
  private static Expr power(OnnxCall c) {
    double[] exponents = c.reals(1);
    if (exponents.length == 1) return power(c.x(0), exponents[0], Broadcast.shape(List.of(c.shape(0), c.shape(1))));
    Shape shape = Broadcast.shape(List.of(c.shape(0), c.shape(1)));
    Sizes.bounded(c, "the number of exponents", shape.size(), 1 << 20);
    double[] p = Broadcast.cells(exponents, c.shape(1), shape);
    double[] distinct = Arrays.stream(p).distinct().toArray();
    if (distinct.length > MOST_EXPONENTS) throw c.refused("it has " + distinct.length + " different exponents, read are 64");
    Expr x = Broadcast.to(c.x(0), shape).reshape(shape.size());
    List<Expr> parts = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (double one : distinct) {
      List<Integer> cells = IntStream.range(0, p.length).filter(i -> p[i] == one).boxed().toList();
      parts.add(power(x.gather(0, cells), one, Shape.of(cells.size())));
      order.addAll(cells);
    }
    Integer[] back = new Integer[p.length];
    for (int i = 0; i < back.length; i++) back[order.get(i)] = i;
    return Expr.concat(0, parts).gather(0, List.of(back)).reshape(shape);
  }

  /** Whole powers as products, ½ as a root, others as e^(p log x). */
  private static Expr power(Expr base, double p, Shape shape) {
    Expr x = Broadcast.to(base, shape);
    if (p == 0.5) return x.sqrt();
    if (p == Math.rint(p) && Math.abs(p) <= 64) {
      Expr power = whole(x, (int) Math.abs(p));
      return p < 0 ? power.reciprocal() : power;
    }
    return x.log().scale(p).exp();
  }

  private static Expr whole(Expr x, int p) {
    if (p == 0) return Constant.one(x.shape());
    if (p == 1) return x;
    Expr half = whole(x, p / 2).square();
    return p % 2 == 0 ? half : half.times(x);
  }
}
