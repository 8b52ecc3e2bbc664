package lucida.weights.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Activation;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.core.Tensor;
import lucida.layers.Layer;
import lucida.weights.WeightsException;
import tools.jackson.databind.JsonNode;

/** Keras' layers as layers, by the names of their classes. Those that have weights are {@link KerasTrained}'s. */
final class KerasLayers {
  /** A layer without weights: its formula, of what it reads and of its configuration. */
  private interface Plain {
    Expr write(List<Expr> in, JsonNode config, int version);
  }

  /** The same of one input. */
  private interface Unary {
    Expr write(Expr x, JsonNode config);
  }

  private static final Plain SAME = (in, _, _) -> in.getFirst();
  private static final Map<String, Plain> PLAIN = Map.ofEntries(
      Map.entry("Activation", (in, c, version) -> KerasActivations.named(c.path("activation"), version).apply(in.getFirst())),
      one("ReLU", KerasLayers::rectified), one("LeakyReLU", KerasLayers::leaky),
      one("ELU", (x, c) -> Activation.elu(x, c.path("alpha").asDouble(1))), one("Softmax", (x, _) -> Softmax.softmax(x, 1)),
      one("MaxPooling2D", (x, c) -> x.maxPool(KerasWindows.pool(x, c))),
      one("AveragePooling2D", (x, c) -> Pooling.averageWithoutPadding(x, KerasWindows.pool(x, c))),
      one("GlobalAveragePooling2D", (x, c) -> KerasShapes.kept(x, x.mean(2, 3), c)),
      one("GlobalMaxPooling2D", (x, c) -> KerasShapes.kept(x, x.largest(2, 3), c)),
      one("ZeroPadding2D", KerasShapes::padded), one("Cropping2D", KerasShapes::cropped),
      one("Flatten", (x, _) -> KerasShapes.flattened(x)),
      one("Reshape", (x, c) -> KerasShapes.reshaped(x, c.path("target_shape"))), one("UpSampling2D", KerasShapes::upsampled),
      one("Rescaling", (x, c) -> x.scale(c.path("scale").asDouble(1)).plus(c.path("offset").asDouble(0))),
      Map.entry("Add", (in, _, _) -> in.stream().reduce(Expr::plus).orElseThrow()),
      Map.entry("Subtract", (in, _, _) -> in.getFirst().minus(in.getLast())),
      Map.entry("Multiply", (in, _, _) -> in.stream().reduce(KerasShapes::multiplied).orElseThrow()),
      Map.entry("Maximum", (in, _, _) -> in.stream().reduce(Expr::max).orElseThrow()),
      Map.entry("Average", (in, _, _) -> in.stream().reduce(Expr::plus).orElseThrow().scale(1.0 / in.size())),
      Map.entry("Concatenate", (in, _, _) -> Expr.concat(1, in)), Map.entry("Dropout", SAME), Map.entry("SpatialDropout2D", SAME),
      Map.entry("GaussianNoise", SAME));
  private static final Set<String> NAMES = names(Set.of("InputLayer"), PLAIN.keySet(), KerasTrained.ALL.keySet());

  private KerasLayers() {}

  /** A layer and its weights. */
  record Read(Layer layer, SequencedMap<String, Tensor> weights) {}

  private static Map.Entry<String, Plain> one(String kind, Unary formula) {
    return Map.entry(kind, (in, config, _) -> formula.write(in.getFirst(), config));
  }

  @SafeVarargs
  private static Set<String> names(Set<String>... families) {
    Set<String> all = new TreeSet<>();
    for (Set<String> family : families) all.addAll(family);
    return all;
  }

  static Set<String> names() { return NAMES; }

  static boolean reads(String kind) { return NAMES.contains(kind); }

  static Read read(KerasConfig.Entry entry, int version, SequencedMap<String, Tensor> stored) {
    JsonNode config = entry.config();
    if (config.path("data_format").asString("channels_last").equals("channels_first"))
      throw new WeightsException("the layer '" + entry.name() + "' has its channels first; read are models with channels last");
    KerasTrained.Kind trained = KerasTrained.ALL.get(entry.kind());
    if (trained != null) return trained.read(entry, stored);
    Plain plain = PLAIN.get(entry.kind());
    if (plain == null)
      throw new WeightsException("the layer '" + entry.name() + "' is of class " + entry.kind() + ", which is not read");
    return new Read(KerasLayer.plain(entry.kind(), (in, _) -> plain.write(in, config, version)), new LinkedHashMap<>());
  }

  private static Expr rectified(Expr x, JsonNode config) {
    double slope = config.path("negative_slope").asDouble(0);
    double threshold = config.path("threshold").asDouble(0);
    if (threshold != 0) throw new WeightsException("a ReLU with a threshold of " + threshold + " is not read");
    Expr y = slope == 0 ? x.relu() : x.leakyRelu(slope);
    return config.path("max_value").isNumber() ? y.clip(-Double.MAX_VALUE, config.path("max_value").asDouble()) : y;
  }

  /** Keras 3 says negative_slope, Keras 2 alpha. */
  private static Expr leaky(Expr x, JsonNode config) {
    return x.leakyRelu(
        config.has("negative_slope") ? config.path("negative_slope").asDouble(0.3) : config.path("alpha").asDouble(0.3));
  }
}
