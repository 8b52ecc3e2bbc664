package lucida.autodiff.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Reverse;
import lucida.autodiff.Taylor;
import lucida.autodiff.Windows;
import lucida.core.Precision;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import org.junit.jupiter.api.Test;

/**
 * A whole net's value, gradients and third derivative on 1, 2 and 5 threads of the standard kernels: the same bits, in both precisions.
 * The layers are wide enough (32 channels, 3 pictures) to be shared out.
 */
class ThreadsTest {
  private final Point point = Point.seeded(7);
  private final Input x = point.normal("x", 3, 8, 10, 10);
  private final Input w1 = point.uniform("w1", -0.2, 0.2, 32, 8, 3, 3);
  private final Input w2 = point.uniform("w2", -0.1, 0.1, 16, 32, 3, 3);
  private final Input w3 = point.uniform("w3", -0.1, 0.1, 10, 16 * 25);

  private Stream<double[]> run(Precision precision, int threads) {
    String name = KernelChoice.standard().kernels().name();
    Executor executor = Executor.of(precision, KernelChoice.named(name, threads).kernels());
    Expr S = x.convolve(w1, 1, 1).tanh().convolve(w2, 1, 1).relu().maxPool(Windows.square(2)).softplus().reshape(3, 16 * 25)
        .matmulTransposed(w3);
    Expr y = S.at(1, 3).exp().sum();
    List<Expr> wanted = new ArrayList<>(List.of(S, Taylor.jet(y, x, x, 2).derivative(2)));
    wanted.addAll(Reverse.gradients(y, List.of(x, w1, w2, w3)));
    return executor.values(wanted, point.given()).stream().map(Tensor::toDoubles);
  }

  @Test
  void theirNumberDoesNotChangeABit() {
    for (Precision precision : Precision.values()) {
      double[][] one = run(precision, 1).toArray(double[][]::new);
      for (int threads : new int[]{2, 5}) {
        double[][] more = run(precision, threads).toArray(double[][]::new);
        for (int i = 0; i < one.length; i++)
          assertArrayEquals(one[i], more[i], precision + " on " + threads + " threads, result " + i);
      }
    }
  }

  /** Between two steps of a program; the flag stays. */
  @Test
  void anInterruptEndsARun() {
    Thread.currentThread().interrupt();
    Executor executor = Executor.float64();
    assertThrows(CancellationException.class, () -> executor.values(List.of(x.tanh()), point.given()));
    assertTrue(Thread.interrupted());
    assertEquals(1, executor.values(List.of(x.tanh()), point.given()).size(), "afterwards it runs as before");
  }
}
