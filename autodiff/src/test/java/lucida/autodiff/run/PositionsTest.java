package lucida.autodiff.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.AdjointJets;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.function.ActivationFunctions;
import org.junit.jupiter.api.Test;

/** Directions position by position against the same all together. */
class PositionsTest {
  private final Point point = Point.seeded(3);
  private final Input A = point.normal("A", 1, 4, 8, 8);
  private final Expr hidden = ActivationFunctions.silu(A.convolve(point.normal("w1", 4, 4, 3, 3), 2, 1)).plus(shortcut());
  private final Expr Y = hidden.tanh().reshape(1, 64).matmul(point.normal("w2", 64, 1)).scale(0.1).exp();
  private final Input v = Input.of("v", A.shape());
  private final List<Expr> D = AdjointJets.derivatives(Y, A, v, 3);

  private Expr shortcut() { return A.convolve(point.normal("w3", 4, 4, 1, 1), 2, 0); }

  /** Three sums of some hundred products of numbers near 1, in other orders: 1e-13 of the largest. */
  @Test
  void eachPositionByItself() {
    Positions positions = Positions.of(D, v, A, 3).orElseThrow();
    int[] cells = IntStream.range(0, A.shape().size()).map(i -> (i * 37 + 5) % A.shape().size()).toArray();
    List<int[]> groups = IntStream.range(0, 64)
        .mapToObj(at -> IntStream.range(0, cells.length).filter(r -> cells[r] % 64 == at).toArray()).toList();
    List<double[]> near = List.of(new double[cells.length], new double[cells.length], new double[cells.length]);
    List<Integer> done = new ArrayList<>();
    positions.each(Executor.float64(), point.given(), groups, cells, (r, results, row) -> {
      for (int p = 0; p < 3; p++) near.get(p)[cells[r]] = results.get(p).cell(row);
    }, done::add);
    for (int p = 0; p < 3; p++)
      Residual.within(1e-13, "D" + (p + 1) + " position by position", near.get(p),
          new Diagonal(Y, A, 3, 16).everywhere(Executor.float64(), point.given()).get(p).toDoubles());
    assertEquals(done.stream().sorted().toList(), done);
    assertEquals(cells.length, done.getLast());
  }

  /** A few cells at a position are not worth a program; 2³¹ multiplications saved are. */
  @Test
  void fewCellsAreNotWorthAProgram() {
    Positions positions = Positions.of(D, v, A, 3).orElseThrow();
    assertTrue(positions.saved() > 0);
    assertTrue(positions.groups(1, 65, 129, 2).isEmpty());
    Positions dear = new Positions(D, v, A, 3, positions.shared(), 1L << 30);
    List<int[]> groups = dear.groups(1, 2, 65, 129);
    assertEquals(1, groups.size());
    assertEquals(List.of(0, 2, 3), IntStream.of(groups.getFirst()).boxed().toList());
  }

  /** Where all positions mix before anything else, a position reaches everything at once. */
  @Test
  void noneBehindWhatMixesAllPositions() {
    Expr mixed = A.times(A.sum(0, 2, 3).tanh().expand(A.shape(), 0, 2, 3)).convolve(point.normal("w4", 4, 4, 3, 3), 1, 1).tanh()
        .sum();
    assertTrue(Positions.of(AdjointJets.derivatives(mixed, A, v, 3), v, A, 3).isEmpty());
  }
}
