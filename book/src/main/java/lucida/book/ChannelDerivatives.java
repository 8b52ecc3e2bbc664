package lucida.book;

import java.util.List;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Directions;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Tensor;

/** Σ_ij ∂Y/∂A^k_ij in forward mode: the derivative of Y along all positions of channel k at once. */
final class ChannelDerivatives {
  private ChannelDerivatives() {}

  /** For some channels, [channels]; divided by Y where Y is exp(S) or a probability. */
  static Tensor of(Probe probe, Score score, int... channels) {
    Expr A = probe.cut().activations();
    int Z = A.shape().extent(2) * A.shape().extent(3);
    Input v = Input.of("v", A.shape());
    Expr slope = Differential.jvp(SampledDerivatives.scaled(probe, score), A, v);
    double[] slopes = new double[channels.length];
    Directions.of(List.of(slope), v, Math.min(probe.subject().batch(), channels.length), A).each(probe.executor(),
        probe.givenActivations(), channels.length, (k, cells, first) -> {
          for (int z = 0; z < Z; z++) cells.set(first + channels[k] * Z + z, 1);
        }, (k, results, row) -> slopes[k] = results.getFirst().cell(row), _ -> {});
    return Tensor.vector(slopes);
  }
}
