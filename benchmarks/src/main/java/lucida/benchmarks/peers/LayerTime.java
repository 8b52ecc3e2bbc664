package lucida.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Shape;
import lucida.core.kernel.Convolution;

/**
 * How long an engine takes for one convolution of a network.
 *
 * @param x what it reads, [N, C, H, W]
 * @param w its filters, [O, C/groups, U, V]
 * @param y what it fills, [N, O, I, J]
 * @param seconds the least of several runs
 */
public record LayerTime(Shape x, Shape w, Shape y, double seconds) {
  private static final int RANK = 4;
  private static final int NUMBERS = 3 * RANK + 1;

  static LayerTime of(Convolution g, double seconds) { return new LayerTime(g.input(), g.filter(), g.output(), seconds); }

  /** Multiplications and additions of the direct sum. */
  double operations() { return 2.0 * y.size() * w.size() / w.extent(0); }

  /** The least that goes between memory and processor: all that is read and filled, once. */
  double bytes() {
    return 4.0 * x.size() + 4.0 * w.size() + 4.0 * y.size();
  }

  /** Operations for each byte. */
  double intensity() { return operations() / bytes(); }

  /** The operations a second that a machine allows: the roof above its intensity — Williams, Waterman, Patterson, CACM 2009. */
  double roof(MachineLimits limits) {
    return Math.min(limits.flops(), limits.bytes() * intensity());
  }

  /** Its extents, by which it is recognised in another engine. */
  String extents() {
    return w.extent(2) + "×" + w.extent(3) + ", " + x.extent(1) + " → " + y.extent(1)
        + (w.extent(1) < x.extent(1) ? " in groups" : "") + ", "
        + x.extent(2) + "×" + x.extent(3) + (y.extent(2) < x.extent(2) ? " → " + y.extent(2) + "×" + y.extent(3) : "");
  }

  /** As numbers, one layer after the other. */
  static DoubleStream numbers(List<LayerTime> layers) {
    return layers.stream().flatMapToDouble(l -> DoubleStream.concat(
        Stream.of(l.x, l.w, l.y).flatMapToInt(shape -> IntStream.of(shape.extents())).asDoubleStream(),
        DoubleStream.of(l.seconds)));
  }

  /** The layers that {@link #numbers} wrote. */
  static List<LayerTime> of(double[] numbers) {
    List<LayerTime> layers = new ArrayList<>();
    for (int at = 0; at < numbers.length; at += NUMBERS)
      layers
          .add(new LayerTime(shape(numbers, at), shape(numbers, at + RANK), shape(numbers, at + 2 * RANK), numbers[at + 3 * RANK]));
    return layers;
  }

  private static Shape shape(double[] numbers, int at) {
    return Shape.of(DoubleStream.of(numbers).skip(at).limit(RANK).mapToInt(v -> (int) v).toArray());
  }
}
