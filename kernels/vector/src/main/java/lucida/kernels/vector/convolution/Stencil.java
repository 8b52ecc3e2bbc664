package lucida.kernels.vector.convolution;

import java.util.stream.IntStream;
import lucida.core.kernel.Sweep;

/**
 * Where the taps of a window fall along one axis of a source: at place i tap u meets cell i·step + taps[u], which is padding unless it is
 * among the extent's.
 */
public record Stencil(int extent, int places, int step, int[] taps) {
  /** Of a convolution: output i reads cell i·s + u·d − p. */
  public static Stencil of(Sweep sweep) {
    int[] taps = IntStream.range(0, sweep.size()).map(u -> u * sweep.dilation() - sweep.before()).toArray();
    return new Stencil(sweep.extent(), sweep.places(), sweep.stride(), taps);
  }

  /**
   * Of the adjoint: cell a reads every output i with i·s + u·d − p = a. Only the cells a = phase + s·a′ have the same taps, those u for
   * which s divides phase + p − u·d; the places are the a′.
   */
  public static Stencil adjoint(Sweep sweep, int phase) {
    int stride = sweep.stride();
    int[] taps = IntStream.of(offsets(sweep, phase)).map(u -> (phase + sweep.before() - u * sweep.dilation()) / stride).toArray();
    return new Stencil(sweep.places(), (sweep.extent() - phase + stride - 1) / stride, 1, taps);
  }

  /** The offsets u that are taps of the adjoint at this phase. */
  public static int[] offsets(Sweep sweep, int phase) {
    return IntStream.range(0, sweep.size()).filter(u -> (phase + sweep.before() - u * sweep.dilation()) % sweep.stride() == 0)
        .toArray();
  }

  /** The least of the taps: asked for at every row of a picture, hence a plain loop. */
  public int low() {
    int low = taps[0];
    for (int tap : taps) low = Math.min(low, tap);
    return low;
  }

  /** The largest of the taps. */
  public int high() {
    int high = taps[0];
    for (int tap : taps) high = Math.max(high, tap);
    return high;
  }
}
