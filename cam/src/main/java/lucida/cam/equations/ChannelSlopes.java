package lucida.cam.equations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Vmap;
import lucida.autodiff.run.Program;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.core.Tensor;

/** Σ_ij ∂Y/∂A^k_ij in forward mode: how Y moves when all positions of channel k move together. */
final class ChannelSlopes {
  private ChannelSlopes() {}

  /** For some channels, [channels]; divided by Y where Y is exp(S) or a probability. */
  static Tensor of(Probe probe, Score score, int... channels) {
    Expr A = probe.cut().activations();
    int Z = A.shape().extent(2) * A.shape().extent(3);
    int batch = Math.min(probe.subject().batch(), channels.length);
    Input v = Input.of("v", A.shape());
    Input rows = Input.of("rows", A.shape().insert(0, batch));
    Expr slope = Vmap.over(Differential.jvp(SampledDerivatives.scaled(probe, score), A, v), v, rows);
    Program program = Program.of(List.of(slope), A);
    Map<Expr, Tensor> given = new HashMap<>(probe.givenActivations());
    double[] slopes = new double[channels.length];
    for (int first = 0; first < channels.length; first += batch) {
      int from = first;
      given.put(rows, Tensor.filled(rows.shape(), probe.executor().precision(), e -> {
        int row = from + e / v.shape().size();
        return row < channels.length && e % v.shape().size() / Z == channels[row] ? 1 : 0;
      }));
      Tensor some = probe.executor().run(program, given).getFirst();
      for (int row = 0; row < batch && from + row < channels.length; row++) slopes[from + row] = some.cell(row);
    }
    return Tensor.vector(slopes);
  }
}
