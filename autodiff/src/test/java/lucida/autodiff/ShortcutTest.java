package lucida.autodiff;

import java.util.Arrays;
import java.util.List;
import lucida.autodiff.run.Diagonal;
import lucida.autodiff.run.Executor;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The shortcut of common implementations, D_p = Y gᵖ for Y = exp(S): exact where S is piecewise linear in x, and not elsewhere (PP 7,
 * PP 9). At all 288 pixels; tolerance as in {@link DiagonalTest}.
 */
class ShortcutTest {
  private final SmallNet net = new SmallNet();

  private double[] gaps(Expr S) {
    List<Tensor> D = new Diagonal(S.exp(), net.x, 3, 32).everywhere(Executor.float64(), net.point.given());
    double Y = net.point.value(S.exp());
    double[] g = net.point.values(Differential.gradient(S, net.x));
    double[] gaps = new double[3];
    for (int p = 1; p <= 3; p++) {
      int power = p;
      gaps[p - 1] = Residual.of(D.get(p - 1).toDoubles(), Arrays.stream(g).map(each -> Y * Math.pow(each, power)).toArray());
    }
    return gaps;
  }

  @Test
  void isExactForAPiecewiseLinearHead() {
    Expr S = net.logits(Expr::relu, e -> e.leakyRelu(0.1)).at(0, 0).scale(0.3);
    Residual.within(1e-13, "D_p = Y gᵖ for p = 1, 2, 3 of a relu net", gaps(S));
  }

  @Test
  void isWrongForASmoothOne() {
    double[] gaps = gaps(net.smooth().at(0, 0).scale(0.3));
    Residual.within(1e-13, "D1 = Y g of a tanh–softplus net", gaps[0]);
    Residual.atLeast(0.01, "D2 = Y g² of a tanh–softplus net", gaps[1]);
    Residual.atLeast(0.01, "D3 = Y g³ of a tanh–softplus net", gaps[2]);
  }
}
