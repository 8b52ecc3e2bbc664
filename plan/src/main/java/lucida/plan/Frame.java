package lucida.plan;

import java.util.Objects;
import lucida.autodiff.run.Evaluator;
import lucida.core.Floats;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.FusedKernels;
import org.jspecify.annotations.Nullable;

/** The arrays of one run, indexed by place, and the kernels that fill them. */
public record Frame(float[] @Nullable [] arrays, Evaluator evaluator, FusedKernels fused) {
  float[] at(int place) { return Objects.requireNonNull(arrays[place]); }

  Tensor tensor(int place, Shape shape) { return Tensor.of(shape, new Floats(at(place))); }
}
