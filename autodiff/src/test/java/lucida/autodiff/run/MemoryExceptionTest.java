package lucida.autodiff.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class MemoryExceptionTest {
  /** Results of 2³⁰ cells each, one more than the heap holds in float64: refused before the first is computed. */
  @Test
  void saysWhatIsNeededAndWhatThereIs() {
    long most = Runtime.getRuntime().maxMemory(), each = 8L << 30, count = most / each + 1;
    Input x = Input.of("x", 1);
    List<Expr> wide = LongStream.range(0, count)
        .mapToObj(i -> x.scale((double) i + 2).reshape(Shape.SCALAR).expand(Shape.of(1 << 30), 0))
        .toList();
    String message = assertThrows(MemoryException.class,
        () -> Executor.float64().values(wide, Map.of(x, Tensor.vector(1)))).getMessage();
    assertEquals("the activations take " + Program.of(wide).peak() * 8 / (1 << 20) + " MiB at once, and this JVM may use "
        + most / (1 << 20) + ": what helps is a smaller picture or batch, or a larger heap (-Xmx)", message);
  }
}
