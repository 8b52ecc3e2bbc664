package lucida.kernels.vector.fused;

import java.util.List;
import lucida.core.kernel.ConvolutionAlgorithm;
import lucida.core.kernel.PackedFilter;

/**
 * A filter, packed.
 *
 * @param w what it was packed from
 * @param arrays one for each phase
 */
record Packed(ConvolutionAlgorithm algorithm, float[] w, List<float[]> arrays) implements PackedFilter {
  @Override
  public long bytes() {
    return arrays.stream().mapToLong(array -> (long) array.length * Float.BYTES).sum();
  }
}
