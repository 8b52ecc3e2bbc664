package lucida.autodiff;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Softmax;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Interpreter;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * An independent oracle, Hipparchus' multivariate Taylor arithmetic: all ∂³/∂x_i∂x_j∂x_k, and all lower ones, of small heads with three
 * coordinates, against nested reverse sweeps each read at one coordinate, and against jets and adjoint jets along the axes.
 *
 * <p>A head is some 20 operations and three derivatives of it some 200: 1e-14, and 10 times that for cancellation.
 */
class HipparchusTest {
  /** A function of three numbers, written twice. */
  private record Head(String name, Function<Expr, Expr> ours, Function<DerivativeStructure[], DerivativeStructure> theirs) {}

  private static final double[] AT = {0.7, -0.4, 1.3};
  private static final double[][] U = {{0.5, -1.2, 0.3}, {-0.8, 0.1, 0.9}, {1.1, 0.6, -0.4}, {0.2, 0.7, 0.6}};
  private static final double[] V = {1.5, -0.7, 0.8, 2.1};

  /** U x. */
  private static Expr rows(Expr x) {
    return Expr.concat(0,
        Stream.of(U).map(
            u -> Expr.concat(0, IntStream.range(0, 3).mapToObj(i -> x.at(0, i).scale(u[i]).reshape(1)).toList()).sum().reshape(1))
            .toList());
  }

  private static Expr hidden(Expr x, UnaryOperator<Expr> f) {
    Expr f_q = f.apply(rows(x));
    return IntStream.range(0, 4).mapToObj(q -> f_q.at(0, q).scale(V[q])).reduce(Expr::plus).orElseThrow();
  }

  private static List<DerivativeStructure> rows(DerivativeStructure... x) {
    return Stream.of(U).map(u -> x[0].multiply(u[0]).add(x[1].multiply(u[1])).add(x[2].multiply(u[2]))).toList();
  }

  private static DerivativeStructure sum(Stream<DerivativeStructure> terms) {
    return terms.reduce(DerivativeStructure::add).orElseThrow();
  }

  /** p_i = 1/Σ_j exp(s_j − s_i), a form in which the largest is nothing special. */
  private static DerivativeStructure softmax(List<DerivativeStructure> s, int i) {
    return sum(s.stream().map(s_j -> s_j.subtract(s.get(i)).exp())).reciprocal();
  }

  /** Σ_i V_i Σ_j softmax_j(a x_i x_j) tanh x_j: attention among three positions of one channel. */
  private static Expr attention(Expr x, double a) {
    Expr X = x.reshape(3, 1);
    Expr rows = Softmax.softmax(X.matmulTransposed(X).scale(a), 1).matmul(X.tanh());
    return IntStream.range(0, 3).mapToObj(i -> rows.at(0, i).scale(V[i]).sum()).reduce(Expr::plus).orElseThrow();
  }

  private static DerivativeStructure attention(DerivativeStructure[] x, double a) {
    return sum(IntStream.range(0, 3).boxed().flatMap(i -> {
      List<DerivativeStructure> s = Stream.of(x).map(x_j -> x[i].multiply(x_j).multiply(a)).toList();
      return IntStream.range(0, 3).mapToObj(j -> softmax(s, j).multiply(x[j].tanh()).multiply(V[i]));
    }));
  }

  /** Σ_q V_q (z_q − mean z)/√(var z + ε), z = U x. */
  private static DerivativeStructure layerNorm(DerivativeStructure... x) {
    List<DerivativeStructure> z = rows(x);
    DerivativeStructure mean = sum(z.stream()).divide(4);
    DerivativeStructure variance = sum(z.stream().map(z_q -> z_q.subtract(mean).square())).divide(4);
    return sum(IntStream.range(0, 4).mapToObj(q -> z.get(q).subtract(mean).multiply(V[q]))).divide(variance.add(1e-5).sqrt());
  }

  private static DerivativeStructure hidden(DerivativeStructure[] x, UnaryOperator<DerivativeStructure> f) {
    return sum(IntStream.range(0, 4).mapToObj(q -> f.apply(rows(x).get(q)).multiply(V[q])));
  }

  private static DerivativeStructure sigmoid(DerivativeStructure z) { return z.negate().exp().add(1).reciprocal(); }

  private static final List<Head> HEADS = List.of(
      new Head("Σ V tanh(U x)", x -> hidden(x, Expr::tanh), x -> hidden(x, DerivativeStructure::tanh)),
      new Head("exp Σ V σ(U x)", x -> hidden(x, Expr::sigmoid).exp(), x -> hidden(x, HipparchusTest::sigmoid).exp()),
      new Head("Σ V softplus(U x)", x -> hidden(x, Expr::softplus), x -> hidden(x, z -> z.exp().log1p())),
      new Head("Σ V silu(U x)", x -> hidden(x, ActivationFunctions::silu), x -> hidden(x, z -> z.multiply(sigmoid(z)))),
      new Head("softmax(3 tanh(U x))₁", x -> Softmax.softmax(rows(x).tanh().scale(3), 0).at(0, 1),
          x -> softmax(rows(x).stream().map(z -> z.tanh().multiply(3)).toList(), 1)),
      new Head("softmax(40 tanh(U x))₀, nearly 1", x -> Softmax.softmax(rows(x).tanh().scale(40), 0).at(0, 0),
          x -> softmax(rows(x).stream().map(z -> z.tanh().multiply(40)).toList(), 0)),
      new Head("attention", x -> attention(x, 1), x -> attention(x, 1)),
      new Head("saturated attention", x -> attention(x, 30), x -> attention(x, 30)),
      new Head("layer norm", x -> hidden(x, z -> Normalization.layerNorm(z.reshape(1, 4), Constant.one(Shape.of(4)),
          Constant.zero(Shape.of(4)), 1e-5).reshape(4)), HipparchusTest::layerNorm),
      new Head("Σ V / cosh(U x)", x -> hidden(x, Expr::sech), x -> hidden(x, z -> z.cosh().reciprocal())),
      new Head("log(2 + x₀²) √(1 + x₁²) / (x₂ + exp x₀)",
          x -> x.at(0, 0).square().plus(2).log().times(x.at(0, 1).square().plus(1).sqrt()).over(x.at(0, 2).plus(x.at(0, 0).exp())),
          x -> x[0].square().add(2).log().multiply(x[1].square().add(1).sqrt()).divide(x[2].add(x[0].exp()))),
      new Head("tanh(x₀ x₁ x₂) exp(x₀ − x₂) x₁²",
          x -> x.at(0, 0).times(x.at(0, 1)).times(x.at(0, 2)).tanh().times(x.at(0, 0).minus(x.at(0, 2)).exp())
              .times(x.at(0, 1).square()),
          x -> x[0].multiply(x[1]).multiply(x[2]).tanh().multiply(x[0].subtract(x[2]).exp()).multiply(x[1].square())));

  @TestFactory
  Stream<DynamicTest> allPartialDerivativesUpToThirdOrder() {
    return HEADS.stream().map(head -> dynamicTest(head.name, () -> check(head)));
  }

  private static void check(Head head) {
    Point point = Point.seeded(0);
    Input x = point.of("x", Shape.of(3), AT);
    List<Input> e = IntStream.range(0, 3)
        .mapToObj(i -> point.of("e" + i, Shape.of(3), IntStream.range(0, 3).mapToDouble(j -> i == j ? 1 : 0).toArray())).toList();
    Expr y = head.ours.apply(x);
    DSFactory factory = new DSFactory(3, 3);
    DerivativeStructure theirs = head.theirs
        .apply(IntStream.range(0, 3).mapToObj(i -> factory.variable(i, AT[i])).toArray(DerivativeStructure[]::new));
    List<Expr> ours = new ArrayList<>(List.of(y));
    List<Double> wanted = new ArrayList<>(List.of(theirs.getValue()));
    for (int i = 0; i < 3; i++) {
      Expr first = Differential.along(y, x, e.get(i));
      add(ours, wanted, first, theirs, i);
      for (int j = 0; j < 3; j++) {
        Expr second = Differential.along(first, x, e.get(j));
        add(ours, wanted, second, theirs, i, j);
        for (int k = 0; k < 3; k++) add(ours, wanted, Differential.along(second, x, e.get(k)), theirs, i, j, k);
      }
    }
    Residual.within(1e-13, "all 40 partial derivatives of " + head.name + ", nested reverse against Hipparchus",
        point.values(ours).stream().mapToDouble(v -> v[0]).toArray(), wanted.stream().mapToDouble(v -> v).toArray());
    diagonal("jets", head, new Diagonal(y, x, 3, 3), point, theirs);
    diagonal("adjoint jets", head, Diagonal.ofOneNumber(y, x, 3, 3), point, theirs);
  }

  private static void diagonal(String route, Head head, Diagonal diagonal, Point point, DerivativeStructure theirs) {
    List<Tensor> D = diagonal.everywhere(Interpreter.watching(Precision.FLOAT64), point.given());
    for (int p = 1; p <= 3; p++) {
      int order = p;
      Residual.within(1e-13, "∂" + p + " of " + head.name + ", " + route + " against Hipparchus", D.get(p - 1).toDoubles(),
          IntStream.range(0, 3)
              .mapToDouble(i -> theirs.getPartialDerivative(IntStream.range(0, 3).map(j -> i == j ? order : 0).toArray()))
              .toArray());
    }
  }

  private static void add(List<Expr> ours, List<Double> wanted, Expr derivative, DerivativeStructure theirs, int... along) {
    int[] orders = new int[3];
    for (int i : along) orders[i]++;
    ours.add(derivative);
    wanted.add(theirs.getPartialDerivative(orders));
  }
}
