package lucida.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import lucida.autodiff.Expr;
import lucida.autodiff.run.Executor;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Layer;
import lucida.layers.Model;
import lucida.layers.NetworkBuilder;
import lucida.layers.Scope;
import lucida.layers.Weights;
import org.junit.jupiter.api.Test;

class AnsatzTermsTest {
  /** S = a²c + a c² b, where a, c are the two positions of the first channel and b, d those of the second. */
  private record Polynomial() implements Layer {
    @Override
    public Expr write(List<Expr> in, Scope scope) {
      Expr A = in.getFirst();
      Expr a = cell(A, 0, 0), c = cell(A, 0, 1), b = cell(A, 1, 0);
      return a.square().times(c).plus(a.times(c.square()).times(b)).reshape(scope.batch(), 1);
    }

    private static Expr cell(Expr A, int k, int j) { return A.slice(1, k, k + 1).slice(3, j, j + 1); }
  }

  private static Probe probe(double... A) {
    NetworkBuilder net = new NetworkBuilder("polynomial", Shape.of(2, 1, 2));
    net.add("A", new Activation("double", x -> x.scale(2)));
    net.add("S", new Polynomial());
    Model model = new Model(net.build(), new Weights(new LinkedHashMap<>()));
    Tensor half = Tensor.of(Shape.of(2, 1, 2), A).scale(0.5);
    return Subject.of(model, "A", Executor.float64()).probe(half, Target.ofClass(0));
  }

  /**
   * With α = p, r on a, c and q, s on b, d, and Y = S: w_1 = p(2ac + c²b) + r(a² + 2acb), w_2 = q a c², R = (a + c) w_1 + (b + d) w_2. So
   *
   * <pre>
   *   ∂²R/∂a² = [4pc] + [r(4a + 4cb) + 2r(a + c)] + [0]
   *   ∂²R/∂c² = [4rab] + [4p(a + cb) + 2pb(a + c)] + [2qa(b + d)]
   *   ∂²R/∂b² = [0] + [0] + [0],   for Y is linear in b
   * </pre>
   *
   * <p>in the brackets kept, other positions, other channels. All numbers below are exact in float64 up to some roundings of sums of a dozen terms.
   */
  @Test
  void twoChannelsByHand() {
    double a = 2, c = 3, b = 0.5, d = -1, p = 0.25, r = -2, q = 1.5, s = 4;
    Probe probe = probe(a, c, b, d);
    Tensor alpha = Tensor.of(Shape.of(2, 1, 2), p, r, q, s);
    Tensor kept = Tensor.vector(4 * p * c, 4 * r * a * b, 0);
    AnsatzTerms terms = AnsatzTerms.at(probe, Score.LOGIT, alpha, kept, 0, 1, 2);
    double[] positions = {r * (4 * a + 4 * c * b) + 2 * r * (a + c), 4 * p * (a + c * b) + 2 * p * b * (a + c), 0};
    double[] channels = {0, 2 * q * a * (b + d), 0};
    for (int e = 0; e < 3; e++) {
      assertEquals(positions[e], terms.positions().cell(e), 1e-13, "other positions, cell " + e);
      assertEquals(channels[e], terms.channels().cell(e), 1e-13, "other channels, cell " + e);
      assertEquals(kept.cell(e) + positions[e] + channels[e], terms.all().cell(e), 1e-13, "all, cell " + e);
    }
  }

  /** One channel with one position besides a zero one has nothing to drop: Σ Y over others vanishes where α of the others is 0. */
  @Test
  void whatIsKeptAloneWhereOtherAlphasAreZero() {
    Probe probe = probe(2, 3, 0.5, -1);
    Tensor alpha = Tensor.of(Shape.of(2, 1, 2), 0.25, 0, 0, 0);
    AnsatzTerms terms = AnsatzTerms.at(probe, Score.LOGIT, alpha, Tensor.vector(4 * 0.25 * 3), 0);
    assertEquals(0, terms.positions().norm() + terms.channels().norm(), 1e-13);
  }

  /** The diagonal is 2c and 2ab and 0; the rows summed are other numbers: h_a = 2c + 2a + 2cb + c², by hand. */
  @Test
  void rowSumsAreNotTheDiagonal() {
    double a = 2, c = 3, b = 0.5;
    RowSums sums = RowSums.of(probe(a, c, b, -1), Score.LOGIT);
    double[] second = {2 * c + (2 * a + 2 * c * b) + c * c, (2 * a + 2 * c * b) + 2 * a * b + 2 * a * c, c * c + 2 * a * c, 0};
    for (int e = 0; e < 4; e++) assertEquals(second[e], sums.second().cell(e), 1e-13, "cell " + e);
    assertEquals(Precision.FLOAT64, sums.third().precision());
  }
}
