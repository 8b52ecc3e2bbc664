package lucida.core.kernel;

/** A filter as a provider reads it, made once. Belongs to the kernels that packed it. */
public interface PackedFilter {
  /** The algorithm it was packed for. */
  ConvolutionAlgorithm algorithm();

  /** What it takes beside the filter that it was made of. */
  long bytes();
}
