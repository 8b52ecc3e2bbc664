package lucida.book;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ChosenCellsTest {
  private static final Shape LAYER = Shape.of(9, 2, 3);

  @Test
  void cellsAndWords() {
    ChosenCells some = new ChosenCells(LAYER, List.of(7, 2, 3, 4, 2), List.of(5, 0));
    assertArrayEquals(new int[]{12, 17, 18, 23, 24, 29, 42, 47}, some.cells());
    assertEquals("channels 2-4, 7 at positions (0, 0), (1, 2)", some.toString());
    assertEquals("channels 0, 1 at all positions", new ChosenCells(LAYER, List.of(0, 1), List.of()).toString());
    assertEquals("all channels at position (1, 0)", new ChosenCells(LAYER, List.of(), List.of(3)).toString());
    assertFalse(some.areAll());
    assertTrue(new ChosenCells(LAYER, List.of(8, 7, 6, 5, 4, 3, 2, 1, 0), List.of()).areAll());
    Tensor numbers = Tensor.arange(LAYER, Precision.FLOAT64);
    assertArrayEquals(Arrays.stream(some.cells()).asDoubleStream().toArray(), some.of(numbers).toDoubles());
    Tensor only = some.only(numbers, Double.NaN);
    for (int e = 0; e < 54; e++) {
      int cell = e;
      assertEquals(Arrays.stream(some.cells()).anyMatch(c -> c == cell) ? e : Double.NaN, only.cell(e));
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertEquals("There is no channel 9: they are 0 to 8",
        assertThrows(IllegalArgumentException.class, () -> new ChosenCells(LAYER, List.of(0, 9), List.of())).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ChosenCells(LAYER, List.of(), List.of(6)));
  }

  /** A part of the cells has the values that it has among all, of every route; what is made of it is made of it alone. */
  @Test
  void aPartIsThatPartOfAll() {
    Probe probe = EvaluationPoint.small(SmallNetwork.SILU).probe();
    Shape layer = probe.activations().shape();
    DerivativeStudy all = DerivativeStudy.of(probe, Score.EXP, 5),
        same = DerivativeStudy.of(probe, Score.EXP, ChosenCells.all(layer), 5, 0, 0);
    assertTrue(all.D().third().sameAs(same.D().third()));
    ChosenCells chosen = new ChosenCells(layer, List.of(1, 2), List.of(0, 5, 7));
    DerivativeStudy part = DerivativeStudy.of(probe, Score.EXP, chosen, 4, 8, 1);
    assertEquals(0, RelativeError.of(chosen.of(part.D().third()), chosen.of(all.D().third())), 1e-13, "in batches of other sizes");
    assertTrue(Double.isNaN(part.D().first().cell(0)) && Double.isNaN(part.alpha().alpha().cell(0)));
    Set<Integer> asked = Arrays.stream(chosen.cells()).boxed().collect(Collectors.toSet());
    assertEquals(4, part.cells().length);
    for (int e : part.cells()) assertTrue(asked.contains(e), "checked where it is known");
    assertTrue(asked.containsAll(part.nearestToPoles(100)));
    assertTrue(part.ansatz().isEmpty() && all.ansatz().isPresent());
    for (RouteComparison other : part.others().subList(0, part.others().size() - 1))
      assertEquals("the same to rounding", other.verdict());
    assertEquals(6, part.others().getLast().cells());
    assertTrue(Double.isFinite(part.shortcut().alphaError()) && part.shortcut().map().isFinite()
        && part.shortcut().closedMap().isFinite());
    part.rowSumErrors().forEach(error -> assertTrue(Double.isFinite(error)));
    part.coverage(part.estimate().orElseThrow()).forEach((name, c) -> assertTrue(c.holding() >= 0 && c.holding() <= 1, name));
  }
}
