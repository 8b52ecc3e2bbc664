package lucida.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.stream.IntStream;
import lucida.autodiff.Input;
import lucida.autodiff.run.Evaluator;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** What is computed from fixed values is kept while it is used, up to a number of bytes. */
class PackingTest {
  private static final int CELLS = 1000;

  private final Kernels kernels = KernelChoice.standard().kernels();
  private final Packing packing = new Packing(new Evaluator(kernels), kernels.fused(), 4L * Float.BYTES * CELLS);
  private final Input x = Input.of("x", CELLS);
  private final Program.Step step = Program.of(List.of(x.tanh())).steps().getFirst();

  private static Tensor numbers(int seed) {
    return RandomStream.of(seed).gaussian(Shape.of(CELLS), Precision.FLOAT32, 0, 1);
  }

  /** Four values of 4,000 bytes each fit into 16,000: of five the one that was not used for the longest time is computed again. */
  @Test
  void theLeastRecentlyUsedValueIsEvicted() {
    List<Tensor> in = IntStream.range(0, 5).mapToObj(PackingTest::numbers).toList();
    List<Tensor> first = in.subList(0, 4).stream().map(each -> packing.value(step, List.of(each))).toList();
    assertSame(first.getFirst(), packing.value(step, List.of(in.getFirst())), "used again");
    packing.value(step, List.of(in.getLast()));
    assertSame(first.getFirst(), packing.value(step, List.of(in.getFirst())));
    Tensor again = packing.value(step, List.of(in.get(1)));
    assertNotSame(first.get(1), again);
    assertEquals(0, again.minus(first.get(1)).abs().max());
  }

  /** A view has no bytes of its own, so that any number of them is kept. */
  @Test
  void viewsAreFree() {
    Program.Step view = Program.of(List.of(x.reshape(Shape.of(CELLS, 1)))).steps().getFirst();
    List<Tensor> in = IntStream.range(0, 9).mapToObj(PackingTest::numbers).toList();
    List<Tensor> views = in.stream().map(each -> packing.value(view, List.of(each))).toList();
    for (int i = 0; i < 9; i++) assertSame(views.get(i), packing.value(view, List.of(in.get(i))));
  }
}
