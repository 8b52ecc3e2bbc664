package lucida.kernels.vector.fused;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lucida.core.kernel.ChannelsLast;
import lucida.core.kernel.ConvolutionFace;
import lucida.core.kernel.Sweep;
import lucida.kernels.vector.convolution.Stencil;

/**
 * A convolution onto some places of the target: place (i, j) of the stencils is (a + i·down, b + j·across) of the target. Convolution is one
 * phase. Its input adjoint is one for each remainder modulo the strides, whose places are reached by the same offsets (us, vs) of the filter.
 */
record Phase(Stencil rows, Stencil columns, int[] us, int[] vs, int a, int b, int down, int across) {
  static List<Phase> of(ConvolutionFace face) {
    Sweep rows = face.extents().rows();
    Sweep columns = face.extents().columns();
    if (!face.adjoint())
      return List.of(new Phase(Stencil.of(rows), Stencil.of(columns), all(rows), all(columns), 0, 0, 1, 1));
    List<Phase> phases = new ArrayList<>();
    for (int a = 0; a < Math.min(rows.stride(), rows.extent()); a++)
      for (int b = 0; b < Math.min(columns.stride(), columns.extent()); b++)
        phases.add(new Phase(Stencil.adjoint(rows, a), Stencil.adjoint(columns, b), Stencil.offsets(rows, a),
            Stencil.offsets(columns, b), a,
            b, rows.stride(), columns.stride()));
    return phases;
  }

  private static int[] all(Sweep sweep) { return IntStream.range(0, sweep.size()).toArray(); }

  int taps() { return us.length * vs.length; }

  /** Places of one picture. */
  int places() { return rows.places() * columns.places(); }

  /** Where place p of picture n is in the target. */
  int place(ChannelsLast target, int n, int p) {
    int j = p % columns.places();
    return (n * target.height() + a + p / columns.places() * down) * target.width() + b + j * across;
  }

  /** Whether every place reads the cell at its own position and no other. */
  boolean readsInPlace() {
    return isIdentity(rows) && isIdentity(columns);
  }

  private static boolean isIdentity(Stencil stencil) {
    return stencil.step() == 1 && stencil.taps().length == 1 && stencil.taps()[0] == 0 && stencil.places() == stencil.extent();
  }
}
