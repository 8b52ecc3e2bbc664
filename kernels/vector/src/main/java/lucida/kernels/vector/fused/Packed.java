package lucida.kernels.vector.fused;

import java.util.List;
import java.util.Optional;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.PackedFilter;

/**
 * A filter, packed.
 *
 * @param w what it was packed from, where the algorithm may have to leave a picture to another one; else it is not kept
 * @param arrays one for each phase
 */
record Packed(ConvolutionAlgorithm algorithm, Optional<float[]> w, List<float[]> arrays) implements PackedFilter {
  @Override
  public long bytes() {
    return arrays.stream().mapToLong(array -> (long) array.length * Float.BYTES).sum();
  }
}
