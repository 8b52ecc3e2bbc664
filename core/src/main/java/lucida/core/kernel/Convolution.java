package lucida.core.kernel;

import lucida.core.Shape;
import lucida.core.ShapeException;

/**
 * The extents of T(x, w, z) = Σ x[n, c, i·s + u·d − p, j·s + v·d − p] · w[o, c, u, v] · z[n, o, i, j]: x the input [N, C, H, W], w the
 * filters [O, C/groups, U, V], z the output [N, O, I, J]. The sum is over all indices for which x is not padding; in a grouped
 * convolution output o meets only the input channels of its own group.
 */
public record Convolution(int batch, int groups, int inputs, int outputs, Sweep rows, Sweep columns) {
  /** Checks that the groups divide the channels. */
  public Convolution {
    if (groups < 1 || inputs % groups != 0 || outputs % groups != 0)
      throw new ShapeException(
          "Convolution: " + groups + " groups do not divide " + inputs + " input and " + outputs + " output channels");
  }

  /** Input channels that one filter sees. */
  public int inputsPerGroup() { return inputs / groups; }

  /** Output channels of one group. */
  public int outputsPerGroup() { return outputs / groups; }

  /** [N, C, H, W]. */
  public Shape input() { return Shape.of(batch, inputs, rows.extent(), columns.extent()); }

  /** [O, C/groups, U, V]. */
  public Shape filter() { return Shape.of(outputs, inputsPerGroup(), rows.size(), columns.size()); }

  /** [N, O, I, J]. */
  public Shape output() { return Shape.of(batch, outputs, rows.places(), columns.places()); }

  /** Multiplications of one face, padding included. */
  public long multiplications() {
    return (long) output().size() * inputsPerGroup() * rows.size() * columns.size();
  }
}
