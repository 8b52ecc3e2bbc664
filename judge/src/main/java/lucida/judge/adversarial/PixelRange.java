package lucida.judge.adversarial;

import java.util.List;
import java.util.stream.IntStream;
import lucida.core.Precision;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.pictures.Preprocessing;

/**
 * What a network reads of samples p from 0 to 1, channel by channel: x_c = low_c + (high_c − low_c) p. An attack changes samples, whatever a network's normalisation.
 *
 * @param low what it reads of 0
 * @param high what it reads of 1
 */
public record PixelRange(List<Double> low, List<Double> high) {
  private static final int LEVELS = 255;

  /** Lists are kept as they are now. */
  public PixelRange {
    low = List.copyOf(low);
    high = List.copyOf(high);
  }

  /**
   * Of a preprocessing.
   *
   * @throws IllegalArgumentException if it is of arrays, whose values have no range
   */
  public static PixelRange of(Preprocessing preprocessing) {
    if (preprocessing.order().channels() == 0)
      throw new IllegalArgumentException(
          "the network reads arrays, whose values have no least and no greatest: what is attacked is a picture, with samples from 0 to 1");
    List<Integer> channels = IntStream.range(0, preprocessing.order().channels()).boxed().toList();
    return new PixelRange(channels.stream().map(c -> preprocessing.value(c, 0)).toList(),
        channels.stream().map(c -> preprocessing.value(c, LEVELS)).toList());
  }

  /** p of what a network reads, [C, H, W], in float64; rounding is cut off at 0 and 1. */
  public Tensor samples(Tensor x) {
    int plane = plane(x);
    return Tensor.filled(x.shape(), Precision.FLOAT64,
        e -> Math.clamp((x.cell(e) - low.get(e / plane)) / width(e / plane), 0, 1));
  }

  /** What a network reads of samples that have changed by δ: x + (high − low) δ, in the precision of x. */
  public Tensor changed(Tensor x, Tensor delta) {
    int plane = plane(x);
    return Tensor.filled(x.shape(), x.precision(), e -> x.cell(e) + width(e / plane) * delta.cell(e));
  }

  /** ∂/∂p of ∂/∂x, in float64. */
  public Tensor bySamples(Tensor gradient) {
    int plane = plane(gradient);
    return Tensor.filled(gradient.shape(), Precision.FLOAT64, e -> width(e / plane) * gradient.cell(e));
  }

  /** The δ that is left when a picture is stored: p + δ becomes the nearest of the 256 levels of a byte, where δ changes it. */
  public Tensor stored(Tensor p, Tensor delta) {
    Storage left = Precision.FLOAT64.allocate(p.size());
    for (int e = 0; e < p.size(); e++)
      left.set(e, delta.cell(e) == 0 ? 0 : Math.rint(LEVELS * (p.cell(e) + delta.cell(e))) / LEVELS - p.cell(e));
    return Tensor.of(p.shape(), left);
  }

  private double width(int c) { return high.get(c) - low.get(c); }

  private static int plane(Tensor x) { return x.shape().extent(1) * x.shape().extent(2); }
}
