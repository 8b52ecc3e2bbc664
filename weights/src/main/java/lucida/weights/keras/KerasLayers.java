package lucida.weights.keras;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.autodiff.function.Activation;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Layer;
import lucida.layers.Scope;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** Keras' layers as layers, their weights with channels first. */
final class KerasLayers {
  private static final Set<String> NAMES = new TreeSet<>(
      List.of("InputLayer", "Conv2D", "DepthwiseConv2D", "SeparableConv2D", "Dense", "BatchNormalization", "Activation", "ReLU",
          "LeakyReLU", "PReLU", "ELU", "Softmax", "MaxPooling2D", "AveragePooling2D", "GlobalAveragePooling2D",
          "GlobalMaxPooling2D", "ZeroPadding2D", "Add", "Subtract", "Multiply",
          "Maximum", "Average", "Concatenate", "Flatten", "Reshape", "Dropout", "SpatialDropout2D", "GaussianNoise", "Rescaling",
          "UpSampling2D", "Cropping2D"));

  private KerasLayers() {}

  /** A layer and its weights. */
  record Read(Layer layer, SequencedMap<String, Tensor> weights) {}

  static Set<String> names() { return NAMES; }

  static boolean reads(String kind) { return NAMES.contains(kind); }

  static Read read(KerasConfig.Entry entry, int version, SequencedMap<String, Tensor> stored) {
    JsonNode config = entry.config();
    if (config.path("data_format").asString("channels_last").equals("channels_first"))
      throw new WeightsException("the layer '" + entry.name() + "' has its channels first; read are models with channels last");
    return switch (entry.kind()) {
      case "Conv2D" -> convolution(entry, stored);
      case "DepthwiseConv2D" -> depthwise(entry, stored);
      case "SeparableConv2D" -> separable(entry, stored);
      case "Dense" -> dense(entry, stored);
      case "BatchNormalization" -> batchNorm(entry, stored);
      case "PReLU" -> prelu(entry, stored);
      default -> new Read(KerasLayer.plain(entry.kind(), plain(entry, version)), new LinkedHashMap<>());
    };
  }

  private static BiFunction<List<Expr>, Scope, Expr> plain(KerasConfig.Entry entry, int version) {
    JsonNode c = entry.config();
    return switch (entry.kind()) {
      case "Activation" -> (in, _) -> KerasActivations.named(c.path("activation"), version).apply(in.getFirst());
      case "ReLU" -> (in, _) -> rectified(in.getFirst(), c);
      case "LeakyReLU" -> (in, _) -> in.getFirst()
          .leakyRelu(c.has("negative_slope") ? c.path("negative_slope").asDouble() : c.path("alpha").asDouble(0.3));
      case "ELU" -> (in, _) -> Activation.elu(in.getFirst(), c.path("alpha").asDouble(1));
      case "Softmax" -> (in, _) -> Softmax.softmax(in.getFirst(), 1);
      case "MaxPooling2D" -> (in, _) -> in.getFirst().maxPool(pool(in.getFirst(), c));
      case "AveragePooling2D" -> (in, _) -> Pooling.averageWithoutPadding(in.getFirst(), pool(in.getFirst(), c));
      case "GlobalAveragePooling2D" -> (in, _) -> kept(in.getFirst(), in.getFirst().mean(2, 3), c);
      case "GlobalMaxPooling2D" -> (in, _) -> kept(in.getFirst(), in.getFirst().largest(2, 3), c);
      case "ZeroPadding2D" -> (in, _) -> padded(in.getFirst(), pairs(c.path("padding")));
      case "Cropping2D" -> (in, _) -> cropped(in.getFirst(), pairs(c.path("cropping")));
      case "Add" -> (in, _) -> in.stream().reduce(Expr::plus).orElseThrow();
      case "Subtract" -> (in, _) -> in.getFirst().minus(in.getLast());
      case "Multiply" -> (in, _) -> in.stream().reduce(KerasLayers::multiplied).orElseThrow();
      case "Maximum" -> (in, _) -> in.stream().reduce(Expr::max).orElseThrow();
      case "Average" -> (in, _) -> in.stream().reduce(Expr::plus).orElseThrow().scale(1.0 / in.size());
      case "Concatenate" -> (in, _) -> Expr.concat(1, in);
      case "Flatten" -> (in, _) -> flattened(in.getFirst());
      case "Reshape" -> (in, _) -> reshaped(in.getFirst(), c.path("target_shape"));
      case "Dropout", "SpatialDropout2D", "GaussianNoise" -> (in, _) -> in.getFirst();
      case "Rescaling" -> (in, _) -> in.getFirst().scale(c.path("scale").asDouble(1)).plus(c.path("offset").asDouble(0));
      case "UpSampling2D" -> (in, _) -> upsampled(in.getFirst(), c);
      default -> throw new WeightsException("the layer '" + entry.name() + "' is of class " + entry.kind() + ", which is not read");
    };
  }

  private static Read convolution(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("weight", weight(entry, stored, "kernel", 0).permute(3, 2, 0, 1)); // HWIO → OIHW
    if (entry.config().path("use_bias").asBoolean(true)) weights.put("bias", weight(entry, stored, "bias", 1));
    int groups = entry.config().path("groups").asInt(1);
    return new Read(new KerasLayer(entry.kind(), KerasNetwork.shapes(weights),
        (in, scope) -> convolved(in.getFirst(), scope, entry.config(), "weight", groups)), weights);
  }

  private static Read depthwise(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor kernel = weight(entry, stored, "depthwise_kernel", 0); // [U, V, C, multiplier] → [C·multiplier, 1, U, V]
    weights.put("weight", filters(kernel));
    if (entry.config().path("use_bias").asBoolean(true)) weights.put("bias", weight(entry, stored, "bias", 1));
    int channels = kernel.shape().extent(2);
    return new Read(new KerasLayer(entry.kind(), KerasNetwork.shapes(weights),
        (in, scope) -> convolved(in.getFirst(), scope, entry.config(), "weight", channels)), weights);
  }

  private static Read separable(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor kernel = weight(entry, stored, "depthwise_kernel", 0);
    weights.put("depthwise", filters(kernel));
    weights.put("weight", weight(entry, stored, "pointwise_kernel", 1).permute(3, 2, 0, 1));
    boolean bias = entry.config().path("use_bias").asBoolean(true);
    if (bias) weights.put("bias", weight(entry, stored, "bias", 2));
    int channels = kernel.shape().extent(2);
    return new Read(new KerasLayer(entry.kind(), KerasNetwork.shapes(weights), (in, scope) -> {
      Expr x = in.getFirst();
      Expr depth = x.convolve(scope.parameter("depthwise"), windows(x, entry.config(), "kernel_size"), channels);
      return biased(depth.convolve(scope.parameter("weight"), 1, 0), scope, bias);
    }), weights);
  }

  private static Tensor filters(Tensor kernel) {
    Shape s = kernel.shape();
    return kernel.permute(2, 3, 0, 1).reshape(Shape.of(s.extent(2) * s.extent(3), 1, s.extent(0), s.extent(1)));
  }

  private static Expr convolved(Expr x, Scope scope, JsonNode config, String filter, int groups) {
    return biased(x.convolve(scope.parameter(filter), windows(x, config, "kernel_size"), groups), scope,
        config.path("use_bias").asBoolean(true));
  }

  private static Expr biased(Expr y, Scope scope, boolean bias) {
    return bias ? y.plus(scope.parameter("bias").expandAlong(y.shape(), 1)) : y;
  }

  private static Read dense(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("weight", weight(entry, stored, "kernel", 0).transpose());
    boolean bias = entry.config().path("use_bias").asBoolean(true);
    if (bias) weights.put("bias", weight(entry, stored, "bias", 1));
    return new Read(new KerasLayer(entry.kind(), KerasNetwork.shapes(weights),
        (in, scope) -> biased(in.getFirst().matmulTransposed(scope.parameter("weight")), scope, bias)), weights);
  }

  /** γ and β may be left out: 1 and 0. */
  private static Read batchNorm(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
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
    return new Read(new KerasLayer(entry.kind(), KerasNetwork.shapes(weights),
        (in, s) -> Normalization.batchNorm(in.getFirst(), s.parameter("weight"), s.parameter("bias"),
            s.parameter("running_mean"), s.parameter("running_var"), epsilon)),
        weights);
  }

  /** α is [H, W, C], or has extents of 1 where axes share it. */
  private static Read prelu(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    Tensor alpha = weight(entry, stored, "alpha", 0);
    weights.put("weight", alpha.shape().rank() == 3 ? alpha.permute(2, 0, 1) : alpha);
    return new Read(new KerasLayer(entry.kind(), KerasNetwork.shapes(weights), (in, scope) -> {
      Expr x = in.getFirst();
      Expr a = scope.parameter("weight");
      Shape own = a.shape();
      int[] shared = IntStream.range(0, own.rank()).filter(axis -> own.extent(axis) == 1 && x.shape().extent(axis + 1) != 1)
          .toArray();
      int[] repeated = IntStream.concat(IntStream.of(0), Arrays.stream(shared).map(axis -> axis + 1)).toArray();
      return Activation.prelu(x, a.reshape(own.without(shared)).expand(x.shape(), repeated));
    }), weights);
  }

  private static Tensor weight(KerasConfig.Entry entry, SequencedMap<String, Tensor> stored, String name, int place) {
    Tensor found = stored.getOrDefault(name, stored.get(Integer.toString(place)));
    if (found == null) throw KerasWeights.missing(entry.name(), stored, name);
    return found.to(Precision.FLOAT32);
  }

  /** SAME gives ⌈extent/stride⌉ places, the odd cell of padding below and to the right. */
  private static Windows windows(Expr x, JsonNode config, String size) {
    int[] kernel = pair(config.path(size));
    int[] strides = config.path("strides").isNull() || config.path("strides").isMissingNode()
        ? kernel
        : pair(config.path("strides"));
    int[] dilation = config.has("dilation_rate") ? pair(config.path("dilation_rate")) : new int[]{1, 1};
    if (Math.max(kernel[0], kernel[1]) > 1 << 12)
      throw new WeightsException("a window of " + kernel[0] + " × " + kernel[1] + " is not read");
    boolean same = config.path("padding").asString("valid").toLowerCase(Locale.ROOT).equals("same");
    int[] before = new int[2];
    int[] after = new int[2];
    for (int i = 0; same && i < 2; i++) {
      int extent = x.shape().extent(2 + i);
      int total = Math.max(0,
          ((extent + strides[i] - 1) / strides[i] - 1) * strides[i] + (kernel[i] - 1) * dilation[i] + 1 - extent);
      before[i] = total / 2;
      after[i] = total - before[i];
    }
    return new Windows(kernel[0], kernel[1], strides[0], strides[1], before[0], after[0], before[1], after[1], dilation[0],
        dilation[1]);
  }

  private static Windows pool(Expr x, JsonNode config) { return windows(x, config, "pool_size"); }

  private static int[] pair(JsonNode node) {
    return node.isArray() ? new int[]{node.path(0).asInt(1), node.path(1).asInt(1)} : new int[]{node.asInt(1), node.asInt(1)};
  }

  /** [[top, bottom], [left, right]], also where one number or two stand for them. */
  private static int[][] pairs(JsonNode node) {
    if (!node.isArray()) return new int[][]{{node.asInt(0), node.asInt(0)}, {node.asInt(0), node.asInt(0)}};
    int[][] pairs = new int[2][];
    for (int i = 0; i < 2; i++)
      pairs[i] = node.path(i).isArray()
          ? new int[]{node.path(i).path(0).asInt(0), node.path(i).path(1).asInt(0)}
          : new int[]{node.path(i).asInt(0), node.path(i).asInt(0)};
    return pairs;
  }

  private static Expr rectified(Expr x, JsonNode c) {
    double slope = c.path("negative_slope").asDouble(0);
    double threshold = c.path("threshold").asDouble(0);
    if (threshold != 0) throw new WeightsException("a ReLU with a threshold of " + threshold + " is not read");
    Expr y = slope == 0 ? x.relu() : x.leakyRelu(slope);
    return c.path("max_value").isNumber() ? y.clip(-Double.MAX_VALUE, c.path("max_value").asDouble()) : y;
  }

  private static Expr kept(Expr x, Expr y, JsonNode c) {
    return c.path("keepdims").asBoolean(false) ? y.reshape(x.shape().extent(0), x.shape().extent(1), 1, 1) : y;
  }

  private static Expr padded(Expr x, int[][] p) { return x.pad(List.of(0, 0, p[0][0], p[1][0]), List.of(0, 0, p[0][1], p[1][1])); }

  private static Expr cropped(Expr x, int[][] p) {
    return x.slice(2, p[0][0], x.shape().extent(2) - p[0][1]).slice(3, p[1][0], x.shape().extent(3) - p[1][1]);
  }

  /** A product of [N, C, H, W] and [N, C, 1, 1] repeats the second: squeeze-and-excitation. */
  private static Expr multiplied(Expr a, Expr b) {
    if (a.shape().equals(b.shape())) return a.times(b);
    Expr large = a.shape().size() >= b.shape().size() ? a : b;
    Expr small = large.equals(a) ? b : a;
    Shape s = small.shape();
    return large.times(small.reshape(s.extent(0), s.without(0).size()).expand(large.shape(), 2, 3));
  }

  /** In the order of channels last, as the weights after it want it. */
  private static Expr flattened(Expr x) {
    Expr last = x.shape().rank() == 4 ? x.permute(0, 2, 3, 1) : x;
    return last.reshape(x.shape().extent(0), x.shape().without(0).size());
  }

  private static Expr reshaped(Expr x, JsonNode target) {
    Expr flat = flattened(x);
    int[] wanted = new int[target.size()];
    for (int i = 0; i < wanted.length; i++) wanted[i] = target.path(i).asInt(-1);
    int known = Arrays.stream(wanted).filter(extent -> extent > 0).reduce(1, Math::multiplyExact);
    int N = x.shape().extent(0);
    for (int i = 0; i < wanted.length; i++) if (wanted[i] < 0) wanted[i] = flat.shape().extent(1) / Math.max(1, known);
    return switch (wanted.length) {
      case 1 -> flat.reshape(N, wanted[0]);
      case 3 -> flat.reshape(N, wanted[0], wanted[1], wanted[2]).permute(0, 3, 1, 2);
      default -> throw new WeightsException("a Reshape to " + wanted.length + " axes is not read");
    };
  }

  private static Expr upsampled(Expr x, JsonNode c) {
    int[] size = pair(c.path("size"));
    if (size[0] < 1 || size[1] < 1 || size[0] > 256 || size[1] > 256)
      throw new WeightsException("an UpSampling2D of " + size[0] + " × " + size[1] + " is not read");
    int height = x.shape().extent(2) * size[0];
    int width = x.shape().extent(3) * size[1];
    return c.path("interpolation").asString("nearest").equals("nearest")
        ? Pooling.nearest(x, height, width)
        : Pooling.bilinear(x, height, width);
  }
}
