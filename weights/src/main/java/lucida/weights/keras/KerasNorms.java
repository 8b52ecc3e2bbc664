package lucida.weights.keras;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Normalization;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.layers.Scope;

/** Keras' layers that move and scale what they read: by constants, by stored statistics, or by its own. */
final class KerasNorms {
  /** Keras divides by no deviation smaller than this. */
  private static final double SMALLEST_DEVIATION = 1e-7;

  private KerasNorms() {}

  static Map<String, KerasLayers.Trained> all() {
    return Map.of("BatchNormalization", KerasNorms::batchNorm, "LayerNormalization", KerasNorms::layerNorm, "GroupNormalization",
        KerasNorms::groupNorm, "Normalization", KerasNorms::normalised, "LayerScale", KerasNorms::layerScale);
  }

  /** scale · x + offset, each one number or one for each channel. */
  static KerasRead rescaled(KerasSettings settings) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor scale = KerasConstant.of(settings, "scale", 1);
    Tensor offset = KerasConstant.of(settings, "offset", 0);
    if (scale.size() > 1) weights.put("scale", scale.to(Precision.FLOAT32));
    if (offset.size() > 1) weights.put("offset", offset.to(Precision.FLOAT32));
    return KerasRead.trained(weights, (x, scope) -> {
      Expr y = scale.size() > 1 ? KerasConstant.times(x, scope.parameter("scale")) : x.scale(scale.cell(0));
      return offset.size() > 1 ? KerasConstant.plus(y, scope.parameter("offset")) : y.plus(offset.cell(0));
    }, _ -> 0);
  }

  /** γ and β may be left out: 1 and 0. */
  private static KerasRead batchNorm(KerasSettings settings, KerasTensors stored) {
    int[] axes = settings.counts("axis", -1);
    if (axes.length != 1) throw settings.refused("axis", "one axis is read");
    settings.only("renorm", false);
    double epsilon = settings.number("epsilon", 1e-3);
    SequencedMap<String, Tensor> weights = gammaAndBeta(settings, stored);
    int at = weights.size();
    Tensor mean = stored.get(at, "moving_mean");
    weights.putIfAbsent("weight", Tensor.filled(mean.shape(), mean.precision(), 1));
    weights.putIfAbsent("bias", Tensor.zeros(mean.shape(), mean.precision()));
    weights.put("running_mean", mean);
    weights.put("running_var", stored.get(at + 1, "moving_variance"));
    return KerasRead.trained(weights, (x, s) -> {
      int axis = KerasAxes.here(axes[0], x.shape().rank());
      Expr scale = s.parameter("weight").times(s.parameter("running_var").plus(epsilon).sqrt().reciprocal());
      Expr shift = s.parameter("bias").minus(s.parameter("running_mean").times(scale));
      return x.times(scale.expandAlong(x.shape(), axis)).plus(shift.expandAlong(x.shape(), axis));
    }, _ -> 0);
  }

  /** By the mean and variance of each picture over some axes; γ and β have the extents of these axes. */
  private static KerasRead layerNorm(KerasSettings settings, KerasTensors stored) {
    int[] axes = settings.counts("axis", -1);
    double epsilon = settings.number("epsilon", 1e-3);
    settings.only("rms_scaling", false);
    SequencedMap<String, Tensor> weights = gammaAndBeta(settings, stored);
    return KerasRead.trained(weights, (x, scope) -> {
      int[] over = Arrays.stream(axes).map(axis -> KerasAxes.here(axis, x.shape().rank())).toArray();
      Expr scale = Normalization.variance(x, over).plus(epsilon).sqrt().reciprocal();
      Expr y = x.minus(x.mean(over).expand(x.shape(), over)).times(scale.expand(x.shape(), over));
      return affine(y, weights, scope, axes);
    }, _ -> 0);
  }

  /** By the mean and variance of each group of channels of each picture; −1 groups are as many as there are channels. */
  private static KerasRead groupNorm(KerasSettings settings, KerasTensors stored) {
    int groups = settings.count("groups", 32);
    if (groups < 1 && groups != -1) throw settings.refused("groups", "a number from 1 is read, or −1 for one a channel");
    settings.only("axis", -1, 3);
    double epsilon = settings.number("epsilon", 1e-3);
    SequencedMap<String, Tensor> weights = gammaAndBeta(settings, stored);
    return KerasRead.trained(weights, (x, scope) -> {
      Shape s = x.shape();
      int G = groups == -1 ? s.extent(1) : groups;
      if (s.rank() != 4 || s.extent(1) % G != 0) throw new ShapeException("GroupNormalization: " + G + " groups of " + s);
      Expr grouped = x.reshape(s.extent(0), G, s.without(0).size() / G);
      Expr scale = Normalization.variance(grouped, 2).plus(epsilon).sqrt().reciprocal();
      Expr y = grouped.minus(grouped.mean(2).expand(grouped.shape(), 2)).times(scale.expand(grouped.shape(), 2));
      return affine(y.reshape(s), weights, scope, -1);
    }, _ -> 0);
  }

  /** ConvNeXt's: γ ⊙ x, one factor for each channel. */
  private static KerasRead layerScale(KerasSettings settings, KerasTensors stored) {
    settings.number("init_values", 0); // where training starts from
    settings.count("projection_dim", 0); // as the shape of γ shows
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("weight", stored.get(0, "gamma", "variable"));
    return KerasRead.trained(weights, (x, scope) -> affine(x, weights, scope, -1), _ -> 0);
  }

  /** (x − μ)/max(σ, 10⁻⁷) by stored statistics, or back. */
  private static KerasRead normalised(KerasSettings settings, KerasTensors stored) {
    int[] axes = settings.counts("axis", -1);
    boolean none = settings.node("axis").isNull();
    boolean invert = settings.flag("invert", false);
    boolean said = settings.has("mean");
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("mean", said ? KerasConstant.of(settings, "mean", 0).to(Precision.FLOAT32) : stored.get(0, "mean"));
    weights.put("variance", said ? KerasConstant.of(settings, "variance", 1).to(Precision.FLOAT32) : stored.get(1, "variance"));
    settings.node("mean");
    settings.node("variance");
    return KerasRead.trained(weights, (x, scope) -> {
      int[] kept = none ? new int[0] : axes;
      Expr mean = placed(scope.parameter("mean"), x, kept);
      Expr deviation = placed(scope.parameter("variance").sqrt().clip(SMALLEST_DEVIATION, Double.MAX_VALUE), x, kept);
      return invert ? x.times(deviation).plus(mean) : x.minus(mean).times(deviation.reciprocal());
    }, _ -> 0);
  }

  private static SequencedMap<String, Tensor> gammaAndBeta(KerasSettings settings, KerasTensors stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    if (settings.flag("scale", true)) weights.put("weight", stored.get(0, "gamma"));
    if (settings.flag("center", true)) weights.put("bias", stored.get(weights.size(), "beta"));
    return weights;
  }

  private static Expr affine(Expr y, SequencedMap<String, Tensor> weights, Scope scope, int... axes) {
    Expr scaled = weights.containsKey("weight") ? y.times(placed(scope.parameter("weight"), y, axes)) : y;
    return weights.containsKey("bias") ? scaled.plus(placed(scope.parameter("bias"), y, axes)) : scaled;
  }

  /** Values that belong to some of Keras' axes of x, in ascending order, or one that belongs to all: repeated to its shape. */
  private static Expr placed(Expr values, Expr x, int... axes) {
    int rank = x.shape().rank();
    if (values.shape().size() == 1) return values.reshape(Shape.SCALAR).expand(x.shape(), x.shape().axes());
    Shape there = KerasAxes.there(x.shape());
    int[] kept = Arrays.stream(axes).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray();
    int[] extents = IntStream.range(0, rank).map(a -> Arrays.stream(kept).anyMatch(k -> k == a) ? there.extent(a) : 1).toArray();
    return KerasAxes.alike(List.of(KerasAxes.here(values.reshape(extents)), x)).getFirst();
  }

}
