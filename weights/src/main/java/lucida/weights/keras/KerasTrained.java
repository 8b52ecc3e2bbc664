package lucida.weights.keras;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.op.Bilinear;
import lucida.autodiff.op.ConvolutionForm;
import lucida.autodiff.op.Slot;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.kernel.Convolution;
import lucida.layers.Scope;

/** Keras' layers with trained weights, which become channels first. */
final class KerasTrained {
  private KerasTrained() {}

  static Map<String, KerasLayers.Trained> all() {
    return Map.of("Conv2D", KerasTrained::convolution, "DepthwiseConv2D", KerasTrained::depthwise, "SeparableConv2D",
        KerasTrained::separable, "Conv2DTranspose", KerasTrained::transposed, "Dense", KerasTrained::dense, "PReLU",
        KerasTrained::prelu);
  }

  private static KerasRead convolution(KerasSettings settings, KerasTensors stored) {
    Tensor kernel = stored.get(0, "kernel").permute(3, 2, 0, 1); // HWIO → OIHW
    SequencedMap<String, Tensor> weights = weights(kernel, bias(settings, stored, 1));
    KerasWindows windows = KerasWindows.filter(settings);
    int groups = settings.count("groups", 1);
    filters(settings, "filters", kernel.shape().extent(0));
    return KerasRead.trained(weights,
        (x, scope) -> biased(x.convolve(scope.parameter("weight"), windows.over(x.shape()), groups), scope, weights),
        y -> (long) y.size() * kernel.shape().without(0).size()).activated(settings);
  }

  private static KerasRead depthwise(KerasSettings settings, KerasTensors stored) {
    Tensor kernel = stored.get(0, "depthwise_kernel", "kernel"); // [U, V, C, multiplier] → [C·multiplier, 1, U, V]
    SequencedMap<String, Tensor> weights = weights(eachChannel(kernel), bias(settings, stored, 1));
    KerasWindows windows = KerasWindows.filter(settings);
    int channels = kernel.shape().extent(2);
    filters(settings, "depth_multiplier", kernel.shape().extent(3));
    settings.only("groups", 1);
    return KerasRead.trained(weights,
        (x, scope) -> biased(x.convolve(scope.parameter("weight"), windows.over(x.shape()), channels), scope, weights),
        y -> (long) y.size() * kernel.shape().extent(0) * kernel.shape().extent(1)).activated(settings);
  }

  private static KerasRead separable(KerasSettings settings, KerasTensors stored) {
    Tensor kernel = stored.get(0, "depthwise_kernel", "kernel");
    Tensor point = stored.get(1, "pointwise_kernel").permute(3, 2, 0, 1);
    SequencedMap<String, Tensor> weights = weights(point, bias(settings, stored, 2));
    weights.put("depthwise", eachChannel(kernel));
    KerasWindows windows = KerasWindows.filter(settings);
    int channels = kernel.shape().extent(2);
    filters(settings, "depth_multiplier", kernel.shape().extent(3));
    filters(settings, "filters", point.shape().extent(0));
    settings.only("groups", 1);
    return KerasRead.trained(weights, (x, scope) -> {
      Expr depth = x.convolve(scope.parameter("depthwise"), windows.over(x.shape()), channels);
      return biased(depth.convolve(scope.parameter("weight"), 1, 0), scope, weights);
    }, y -> (long) y.size() * point.shape().extent(1) + (long) y.without(0).size() * kernel.size()).activated(settings);
  }

  /** The input adjoint of the convolution that leads back: its output is x, its input what is wanted here. */
  private static KerasRead transposed(KerasSettings settings, KerasTensors stored) {
    Tensor kernel = stored.get(0, "kernel").permute(3, 2, 0, 1); // [U, V, O, I] → [I, O, U, V]
    SequencedMap<String, Tensor> weights = weights(kernel, bias(settings, stored, 1));
    KerasWindows windows = KerasWindows.filter(settings);
    int[] padding = settings.has("output_padding") ? settings.counts("output_padding") : new int[0];
    settings.node("output_padding");
    if (padding.length == 1) padding = new int[]{padding[0], padding[0]};
    int[] after = padding;
    filters(settings, "filters", kernel.shape().extent(1));
    settings.only("groups", 1);
    return KerasRead.trained(weights, (x, scope) -> biased(spread(x, scope.parameter("weight"), windows, after), scope, weights),
        y -> (long) y.size() * kernel.shape().without(1).size() / ((long) windows.strides()[0] * windows.strides()[1]))
        .activated(settings);
  }

  private static Expr spread(Expr x, Expr w, KerasWindows windows, int[] after) {
    Shape z = x.shape();
    int height = windows.spread(z.extent(2), 0, after);
    int width = windows.spread(z.extent(3), 1, after);
    Windows back = windows.over(Shape.of(z.extent(0), w.shape().extent(1), height, width));
    Convolution form = new Convolution(z.extent(0), 1, w.shape().extent(1), w.shape().extent(0), back.rows().over(height),
        back.columns().over(width));
    return Apply.of(new Bilinear(new ConvolutionForm(form), Slot.X), w, x);
  }

  /** On the last axis of Keras: of pictures a 1 × 1 convolution. */
  private static KerasRead dense(KerasSettings settings, KerasTensors stored) {
    Tensor kernel = stored.get(0, "kernel").transpose();
    SequencedMap<String, Tensor> weights = weights(kernel, bias(settings, stored, 1));
    filters(settings, "units", kernel.shape().extent(0));
    for (String key : new String[]{"quantization_config", "lora_rank", "lora_alpha"}) settings.only(key);
    return KerasRead.trained(weights, (x, scope) -> {
      Expr w = scope.parameter("weight");
      Shape s = x.shape();
      if (s.rank() == 4) return biased(x.convolve(w.reshape(w.shape().append(Shape.of(1, 1))), 1, 0), scope, weights);
      int last = s.extent(s.rank() - 1);
      Expr rows = s.rank() == 2 ? x : x.reshape(s.size() / Math.max(1, last), last);
      Expr y = biased(rows.matmulTransposed(w), scope, weights);
      return s.rank() == 2 ? y : y.reshape(s.with(s.rank() - 1, w.shape().extent(0)));
    }, y -> (long) y.size() * kernel.shape().extent(1)).activated(settings);
  }

  /** α is [H, W, C], or has extents of 1 where axes share it. */
  private static KerasRead prelu(KerasSettings settings, KerasTensors stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("weight", stored.get(0, "alpha"));
    settings.counts("shared_axes"); // as the shape of α shows
    return KerasRead.trained(weights, (x, scope) -> {
      Expr alpha = KerasAxes.beside(scope.parameter("weight"), x);
      int[] shared = IntStream.range(0, x.shape().rank())
          .filter(axis -> alpha.shape().extent(axis) != x.shape().extent(axis) || axis == 0).toArray();
      return ActivationFunctions.prelu(x, alpha.reshape(alpha.shape().without(shared)).expand(x.shape(), shared));
    }, _ -> 0);
  }

  private static Tensor eachChannel(Tensor kernel) {
    Shape s = kernel.shape();
    return kernel.permute(2, 3, 0, 1).reshape(Shape.of(s.extent(2) * s.extent(3), 1, s.extent(0), s.extent(1)));
  }

  /** What a configuration says of the number of filters has to be so. */
  private static void filters(KerasSettings settings, String key, int stored) {
    if (settings.count(key, stored) != stored) throw settings.refused(key, "its weights are of " + stored);
  }

  private static SequencedMap<String, Tensor> bias(KerasSettings settings, KerasTensors stored, int place) {
    SequencedMap<String, Tensor> bias = new LinkedHashMap<>();
    if (settings.flag("use_bias", true)) bias.put("bias", stored.get(place, "bias"));
    return bias;
  }

  private static SequencedMap<String, Tensor> weights(Tensor kernel, SequencedMap<String, Tensor> others) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(others);
    weights.putFirst("weight", kernel);
    return weights;
  }

  private static Expr biased(Expr y, Scope scope, SequencedMap<String, Tensor> weights) {
    return weights.containsKey("bias") ? y.plus(scope.parameter("bias").expandAlong(y.shape(), 1)) : y;
  }
}
