package lucida.kernels.nd4j;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import lucida.core.Storage;
import lucida.core.kernel.Elementary;
import lucida.core.kernel.Workers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Reciprocal;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cosh;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erfc;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;

/** Maps of ND4J, applied in place to copies, {@code CELLS} cells a task. */
record Cellwise(Workers workers) {
  private static final int CELLS = 1 << 15;

  /** What ND4J applies for a function, if it has it. Its tanh and softplus are not taken: near 0 they lose all digits, and they overflow. */
  static Optional<Consumer<INDArray>> inPlace(Elementary f) {
    return switch (f) {
      case EXP -> Optional.of(x -> Nd4j.exec(new Exp(x, x)));
      case LOG -> Optional.of(x -> Nd4j.exec(new Log(x, x)));
      case RECIPROCAL -> Optional.of(x -> Nd4j.exec(new Reciprocal(x, x)));
      case SQRT -> Optional.of(x -> Nd4j.exec(new Sqrt(x, x)));
      case SECH -> Optional.of(x -> Nd4j.exec(new Reciprocal(Nd4j.exec(new Cosh(x, x)), x)));
      case SIGMOID -> Optional.of(x -> Nd4j.exec(new Sigmoid(x, x)));
      case ERF -> Optional.of(x -> Nd4j.exec(new Erf(x, x)));
      case ERFC -> Optional.of(x -> Nd4j.exec(new Erfc(x, x)));
      default -> Optional.empty();
    };
  }

  /** y = change(x). */
  void map(Consumer<INDArray> change, Storage x, Storage y) {
    new Blocks(y.length(), CELLS).run(workers, (from, count) -> {
      try (OffHeap cells = OffHeap.copyOf(x, from, count)) {
        change.accept(cells.array());
        cells.get(0, y, from, count);
      }
    });
  }

  /** z = change(x, y), which changes x. */
  void combine(BiConsumer<INDArray, INDArray> change, Storage x, Storage y, Storage z) {
    new Blocks(z.length(), CELLS).run(workers, (from, count) -> {
      try (OffHeap a = OffHeap.copyOf(x, from, count); OffHeap b = OffHeap.copyOf(y, from, count)) {
        change.accept(a.array(), b.array());
        a.get(0, z, from, count);
      }
    });
  }
}
