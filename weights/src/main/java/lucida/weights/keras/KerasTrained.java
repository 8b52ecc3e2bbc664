package lucida.weights.keras;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Activation;
import lucida.autodiff.function.Normalization;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Scope;
import tools.jackson.databind.JsonNode;

/** Keras' layers that have weights, which become channels first. */
final class KerasTrained {
  /** A layer of a configuration and of the tensors that are stored for it. */
  interface Kind {
    KerasLayers.Read read(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored);
  }

  static final Map<String, Kind> ALL = Map.of("Conv2D", KerasTrained::convolution, "DepthwiseConv2D", KerasTrained::depthwise,
      "SeparableConv2D", KerasTrained::separable, "Dense", KerasTrained::dense, "BatchNormalization", KerasTrained::batchNorm,
      "PReLU",
      KerasTrained::prelu);

  private KerasTrained() {}

  private static KerasLayers.Read convolution(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("weight", weight(entry, stored, "kernel", 0).permute(3, 2, 0, 1)); // HWIO → OIHW
    if (entry.config().path("use_bias").asBoolean(true)) weights.put("bias", weight(entry, stored, "bias", 1));
    int groups = entry.config().path("groups").asInt(1);
    return layer(entry, weights, (x, scope) -> convolved(x, scope, entry.config(), groups));
  }

  private static KerasLayers.Read depthwise(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor kernel = weight(entry, stored, "depthwise_kernel", 0); // [U, V, C, multiplier] → [C·multiplier, 1, U, V]
    weights.put("weight", filters(kernel));
    if (entry.config().path("use_bias").asBoolean(true)) weights.put("bias", weight(entry, stored, "bias", 1));
    int channels = kernel.shape().extent(2);
    return layer(entry, weights, (x, scope) -> convolved(x, scope, entry.config(), channels));
  }

  private static KerasLayers.Read separable(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor kernel = weight(entry, stored, "depthwise_kernel", 0);
    weights.put("depthwise", filters(kernel));
    weights.put("weight", weight(entry, stored, "pointwise_kernel", 1).permute(3, 2, 0, 1));
    boolean bias = entry.config().path("use_bias").asBoolean(true);
    if (bias) weights.put("bias", weight(entry, stored, "bias", 2));
    int channels = kernel.shape().extent(2);
    return layer(entry, weights, (x, scope) -> {
      Expr depth = x.convolve(scope.parameter("depthwise"), KerasWindows.filter(x, entry.config()), channels);
      return biased(depth.convolve(scope.parameter("weight"), 1, 0), scope, bias);
    });
  }

  private static Tensor filters(Tensor kernel) {
    Shape s = kernel.shape();
    return kernel.permute(2, 3, 0, 1).reshape(Shape.of(s.extent(2) * s.extent(3), 1, s.extent(0), s.extent(1)));
  }

  private static Expr convolved(Expr x, Scope scope, JsonNode config, int groups) {
    return biased(x.convolve(scope.parameter("weight"), KerasWindows.filter(x, config), groups), scope,
        config.path("use_bias").asBoolean(true));
  }

  private static Expr biased(Expr y, Scope scope, boolean bias) {
    return bias ? y.plus(scope.parameter("bias").expandAlong(y.shape(), 1)) : y;
  }

  private static KerasLayers.Read dense(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("weight", weight(entry, stored, "kernel", 0).transpose());
    boolean bias = entry.config().path("use_bias").asBoolean(true);
    if (bias) weights.put("bias", weight(entry, stored, "bias", 1));
    return layer(entry, weights, (x, scope) -> biased(x.matmulTransposed(scope.parameter("weight")), scope, bias));
  }

  /** γ and β may be left out: 1 and 0. */
  private static KerasLayers.Read batchNorm(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    boolean scale = entry.config().path("scale").asBoolean(true);
    boolean center = entry.config().path("center").asBoolean(true);
    int at = 0;
    Tensor gamma = scale ? weight(entry, stored, "gamma", at++) : Tensor.vector();
    Tensor beta = center ? weight(entry, stored, "beta", at++) : Tensor.vector();
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor mean = weight(entry, stored, "moving_mean", at);
    weights.put("weight", scale ? gamma : Tensor.filled(mean.shape(), mean.precision(), 1));
    weights.put("bias", center ? beta : Tensor.zeros(mean.shape(), mean.precision()));
    weights.put("running_mean", mean);
    weights.put("running_var", weight(entry, stored, "moving_variance", at + 1));
    double epsilon = entry.config().path("epsilon").asDouble(1e-3);
    return layer(entry, weights, (x, s) -> Normalization.batchNorm(x, s.parameter("weight"), s.parameter("bias"),
        s.parameter("running_mean"), s.parameter("running_var"), epsilon));
  }

  /** α is [H, W, C], or has extents of 1 where axes share it. */
  private static KerasLayers.Read prelu(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor alpha = weight(entry, stored, "alpha", 0);
    weights.put("weight", alpha.shape().rank() == 3 ? alpha.permute(2, 0, 1) : alpha);
    return layer(entry, weights, (x, scope) -> {
      Expr a = scope.parameter("weight");
      Shape own = a.shape();
      int[] shared = IntStream.range(0, own.rank()).filter(axis -> own.extent(axis) == 1 && x.shape().extent(axis + 1) != 1)
          .toArray();
      int[] repeated = IntStream.concat(IntStream.of(0), Arrays.stream(shared).map(axis -> axis + 1)).toArray();
      return Activation.prelu(x, a.reshape(own.without(shared)).expand(x.shape(), repeated));
    });
  }

  private static KerasLayers.Read layer(KerasConfig.Entry entry, SequencedMap<String, Tensor> weights,
      BiFunction<Expr, Scope, Expr> formula) {
    return new KerasLayers.Read(new KerasLayer(entry.kind(), KerasNetwork.shapes(weights),
        (in, scope) -> formula.apply(in.getFirst(), scope)), weights);
  }

  private static Tensor weight(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored, String name, int place) {
    Tensor found = stored.getOrDefault(name, stored.get(Integer.toString(place)));
    if (found == null) throw KerasWeights.missing(entry.name(), stored, name);
    return found.to(Precision.FLOAT32);
  }
}
