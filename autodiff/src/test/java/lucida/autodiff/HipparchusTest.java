package lucida.autodiff;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * coordinates, against nested reverse sweeps each read at one coordinate, and against jets along the axes.
 *
 * <p>A head is some 20 operations and three derivatives of it some 200: 1e-14, and 10 times that for cancellation.
 */
class HipparchusTest {
  /** A function of three numbers, written twice. */
  private record Head(String name, Function<Expr, Expr> ours, Function<DerivativeStructure[], DerivativeStructure> theirs) {}

  private static final double[] AT = {0.7, -0.4, 1.3};
  private static final double[][] U = {{0.5, -1.2, 0.3}, {-0.8, 0.1, 0.9}, {1.1, 0.6, -0.4}, {0.2, 0.7, 0.6}};
  private static final double[] V = {1.5, -0.7, 0.8, 2.1};

  private static Expr hidden(Expr x, UnaryOperator<Expr> f) {
    Expr rows = Expr.concat(0,
        Stream.of(U).map(
            u -> Expr.concat(0, IntStream.range(0, 3).mapToObj(i -> x.at(0, i).scale(u[i]).reshape(1)).toList()).sum().reshape(1))
            .toList());
    Expr f_q = f.apply(rows);
    return IntStream.range(0, 4).mapToObj(q -> f_q.at(0, q).scale(V[q])).reduce(Expr::plus).orElseThrow();
  }

  private static DerivativeStructure hidden(DerivativeStructure[] x, UnaryOperator<DerivativeStructure> f) {
    return IntStream.range(0, 4)
        .mapToObj(q -> f.apply(x[0].multiply(U[q][0]).add(x[1].multiply(U[q][1])).add(x[2].multiply(U[q][2]))).multiply(V[q]))
        .reduce(DerivativeStructure::add).orElseThrow();
  }

  private static DerivativeStructure sigmoid(DerivativeStructure z) { return z.negate().exp().add(1).reciprocal(); }

  private static final List<Head> HEADS = List.of(
      new Head("Σ V tanh(U x)", x -> hidden(x, Expr::tanh), x -> hidden(x, DerivativeStructure::tanh)),
      new Head("exp Σ V σ(U x)", x -> hidden(x, Expr::sigmoid).exp(), x -> hidden(x, HipparchusTest::sigmoid).exp()),
      new Head("Σ V softplus(U x)", x -> hidden(x, Expr::softplus), x -> hidden(x, z -> z.exp().log1p())),
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
    List<Tensor> D = new Diagonal(y, x, 3, 3).everywhere(
        Interpreter.watching(Precision.FLOAT64), point.given());
    for (int p = 1; p <= 3; p++) {
      int order = p;
      Residual.within(1e-13, "∂" + p + " of " + head.name + ", jets against Hipparchus", D.get(p - 1).toDoubles(),
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
