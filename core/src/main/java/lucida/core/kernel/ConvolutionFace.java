package lucida.core.kernel;

/**
 * Convolution or its input adjoint with a filter that stays: what a filter is packed for.
 *
 * @param adjoint whether the filter maps outputs [N, O, I, J] back to inputs [N, C, H, W]
 */
public record ConvolutionFace(Convolution extents, boolean adjoint) {
  /** What is read. */
  public ChannelsLast source() { return ChannelsLast.of(adjoint ? extents.output() : extents.input()); }

  /** What is filled. */
  public ChannelsLast target() { return ChannelsLast.of(adjoint ? extents.input() : extents.output()); }
}
