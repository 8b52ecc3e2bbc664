package lucida.core.kernel;

/** How a convolution is computed: a provider's choice, from extents alone. */
public enum ConvolutionAlgorithm {
  /** A matrix product with the cells under the windows, unfolded block by block. */
  PRODUCT("matrix product"),
  /** Winograd's minimal filtering F(4 × 4, 3 × 3): 36 multiplications for 144. */
  WINOGRAD_4("Winograd F(4×4, 3×3)"),
  /** Winograd's minimal filtering F(2 × 2, 3 × 3): 16 multiplications for 36. */
  WINOGRAD_2("Winograd F(2×2, 3×3)"),
  /** One filter for each channel, vectors along the channels. */
  DEPTHWISE("depthwise"),
  /** The plain kernel, on arrays in row-major order. */
  PLAIN("plain kernel");

  private final String text;

  ConvolutionAlgorithm(String text) { this.text = text; }

  @Override
  public String toString() { return text; }
}
