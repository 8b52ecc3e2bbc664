package lucida.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Normalization;
import lucida.core.Shape;

/**
 * Batch norm — Ioffe, Szegedy, ICML 2015, arXiv 1502.03167 — of each channel of [N, C, …]: "weight" γ, "bias" β, "running_mean",
 * "running_var", all [C]. In training the running statistics move towards the batch's by {@code momentum}; the running variance takes
 * the unbiased one, as other tools do.
 */
public record BatchNorm(int channels, double epsilon, double momentum) implements Layer {
  /** With the ε and the momentum that most networks are trained with. */
  public static BatchNorm of(int channels) {
    return new BatchNorm(channels, 1e-5, 0.1);
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr x = in.getFirst();
    Expr gamma = scope.parameter("weight");
    Expr beta = scope.parameter("bias");
    Expr mean = scope.parameter("running_mean");
    Expr variance = scope.parameter("running_var");
    if (scope.mode() == Mode.INFERENCE) return byRunningStatistics(x, scope);
    int[] over = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    double n = (double) x.shape().size() / channels;
    Expr ofBatch = Normalization.variance(x, over);
    scope.update("running_mean", mean.scale(1 - momentum).plus(x.mean(over).scale(momentum)));
    scope.update("running_var", variance.scale(1 - momentum).plus(ofBatch.scale(momentum * n / Math.max(1, n - 1))));
    return Normalization.batchNorm(x, gamma, beta, epsilon);
  }

  /** As in inference. */
  Expr byRunningStatistics(Expr x, Scope scope) {
    return Normalization.batchNorm(x, scope.parameter("weight"), scope.parameter("bias"), scope.parameter("running_mean"),
        scope.parameter("running_var"), epsilon);
  }

  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    for (String name : List.of("weight", "bias", "running_mean", "running_var")) parameters.put(name, Shape.of(channels));
    return parameters;
  }
}
