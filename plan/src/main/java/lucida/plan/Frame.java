package lucida.plan;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import lucida.autodiff.run.Evaluator;
import lucida.core.Floats;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.FiniteWatch;
import lucida.core.kernel.FusedKernels;
import org.jspecify.annotations.Nullable;

/** The arrays of one run, indexed by place, the kernels that fill them, and what is told whether they are finite. */
public record Frame(float[] @Nullable [] arrays, Evaluator evaluator, FusedKernels fused, Optional<FiniteWatch> watch) {
  float[] at(int place) { return Objects.requireNonNull(arrays[place]); }

  /** Looks at places, if this run is watched. */
  void look(Collection<Integer> places) {
    places.forEach(place -> look(at(place)));
  }

  /** Looks at cells, if this run is watched. */
  void look(float[] cells) { look(cells, cells.length); }

  /** Looks at the first of some cells, if this run is watched. */
  void look(float[] cells, int count) {
    watch.ifPresent(seen -> seen.saw(Floats.areFinite(cells, 0, count)));
  }

  Tensor tensor(int place, Shape shape) { return Tensor.of(shape, new Floats(at(place))); }
}
