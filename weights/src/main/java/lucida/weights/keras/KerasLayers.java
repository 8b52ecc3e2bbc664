package lucida.weights.keras;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.function.Softmax;
import lucida.weights.WeightsException;

/** Keras' layers by the names of their classes. Those that have weights are {@link KerasTrained}'s and {@link KerasNorms}'. */
final class KerasLayers {
  /** A class of layers without weights. */
  interface Plain {
    KerasRead read(KerasSettings settings);
  }

  /** A class of layers with weights. */
  interface Trained {
    KerasRead read(KerasSettings settings, KerasTensors stored);
  }

  private static final Map<String, Plain> PLAIN = Map.ofEntries(
      Map.entry("Activation", s -> KerasActivation.of(s).read()), one("ReLU", KerasLayers::rectified),
      one("LeakyReLU", KerasLayers::leaky),
      one("ELU", s -> {
        double alpha = s.number("alpha", 1);
        return x -> ActivationFunctions.elu(x, alpha);
      }), one("Softmax", KerasLayers::softmax), one("MaxPooling2D", s -> {
        KerasWindows windows = KerasWindows.pool(s);
        return x -> x.maxPool(windows.over(x.shape()));
      }), one("AveragePooling2D", s -> {
        KerasWindows windows = KerasWindows.pool(s);
        return x -> Pooling.averageWithoutPadding(x, windows.over(x.shape()));
      }), one("GlobalAveragePooling2D", s -> KerasShapes.global(s, x -> x.mean(2, 3))),
      one("GlobalMaxPooling2D", s -> KerasShapes.global(s, x -> x.largest(2, 3))), one("ZeroPadding2D", KerasShapes::padded),
      one("Cropping2D", KerasShapes::cropped), one("Flatten", _ -> KerasShapes::flattened), one("Reshape", KerasShapes::reshaped),
      one("Permute", KerasShapes::permuted), one("UpSampling2D", KerasResizing::upsampled), one("Resizing", KerasResizing::resized),
      one("CenterCrop", KerasResizing::centred), Map.entry("Rescaling", KerasNorms::rescaled),
      Map.entry("CustomScaleLayer", KerasLayers::residual), merge("Add", in -> in.stream().reduce(Expr::plus)),
      merge("Subtract", in -> Optional.of(two(in).getFirst().minus(in.getLast()))),
      merge("Multiply", in -> in.stream().reduce(Expr::times)), merge("Maximum", in -> in.stream().reduce(Expr::max)),
      merge("Minimum", in -> in.stream().reduce(Expr::min)),
      merge("Average", in -> in.stream().reduce(Expr::plus).map(sum -> sum.scale(1.0 / in.size()))), Map.entry("Concatenate", s -> {
        int axis = s.count("axis", -1);
        return KerasRead.merge(in -> KerasShapes.joined(in, axis));
      }));
  private static final Map<String, Trained> TRAINED = Stream.of(KerasTrained.all(), KerasNorms.all())
      .flatMap(m -> m.entrySet().stream())
      .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  /** Layers that hand on what they get, unless they are trained, whatever their configuration says. */
  private static final Set<String> TRAINING_ONLY = Set.of("Dropout", "SpatialDropout2D", "AlphaDropout", "GaussianDropout",
      "GaussianNoise",
      "ActivityRegularization", "StochasticDepth", "Identity", "RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation",
      "RandomContrast",
      "RandomBrightness", "RandomHeight", "RandomWidth", "RandomShear", "RandomHue", "RandomSaturation", "RandomSharpness",
      "RandomColorJitter", "RandomColorDegeneration", "RandomErasing", "RandomPerspective", "RandomElasticTransform",
      "RandomGaussianBlur", "RandomGrayscale", "RandomInvert", "RandomPosterization", "RandAugment", "AugMix", "MixUp", "CutMix");

  private KerasLayers() {}

  private static Map.Entry<String, Plain> one(String kind, Function<KerasSettings, UnaryOperator<Expr>> reader) {
    return Map.entry(kind, settings -> KerasRead.plain(reader.apply(settings)));
  }

  private static Map.Entry<String, Plain> merge(String kind, Function<List<Expr>, Optional<Expr>> formula) {
    return Map.entry(kind, _ -> KerasRead.merge(in -> formula.apply(KerasAxes.alike(in)).orElseThrow()));
  }

  /** The classes that are read. */
  static Set<String> names() {
    return Stream.of(Set.of("InputLayer"), PLAIN.keySet(), TRAINED.keySet(), TRAINING_ONLY).flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static boolean reads(String kind) {
    return kind.equals("InputLayer") || PLAIN.containsKey(kind) || TRAINED.containsKey(kind) || TRAINING_ONLY.contains(kind);
  }

  /** A layer without weights. */
  static Optional<Plain> plain(String kind) { return Optional.ofNullable(PLAIN.get(kind)); }

  /** Whether it hands on what it gets. */
  static boolean isTrainingOnly(String kind) { return TRAINING_ONLY.contains(kind); }

  /** A layer of a class that is read. Keys of its configuration that are not known are refused. */
  static KerasRead read(String kind, KerasSettings settings, KerasTensors stored) {
    Plain plain = PLAIN.get(kind);
    Trained trained = TRAINED.get(kind);
    if (plain == null && trained == null) settings.inert();
    KerasRead read = plain != null
        ? plain.read(settings)
        : trained != null ? fitting(trained, settings, stored) : KerasRead.plain(x -> x);
    settings.finish();
    return read;
  }

  private static KerasRead fitting(Trained trained, KerasSettings settings, KerasTensors stored) {
    try {
      return trained.read(settings, stored);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) { // the weights have other axes than the layer's
      throw WeightsException.because(settings.layer() + " has weights of shapes that do not fit it: " + stored.shapes(), e);
    }
  }

  /** What takes two inputs, no more and no fewer. */
  private static List<Expr> two(List<Expr> in) {
    if (in.size() != 2) throw new WeightsException("it is given " + in.size() + " inputs and takes 2");
    return in;
  }

  /** Inception-ResNet's scaled residual: x₁ + scale · x₂. */
  private static KerasRead residual(KerasSettings s) {
    double scale = s.number("scale", 1);
    return KerasRead.merge(in -> two(in).getFirst().plus(in.getLast().scale(scale)));
  }

  private static UnaryOperator<Expr> rectified(KerasSettings s) {
    double slope = s.number("negative_slope", 0);
    s.only("threshold", 0, 0.0);
    double most = s.number("max_value", Double.POSITIVE_INFINITY);
    UnaryOperator<Expr> f = x -> slope == 0 ? x.relu() : x.leakyRelu(slope);
    return most == Double.POSITIVE_INFINITY ? f : x -> f.apply(x).clip(-Double.MAX_VALUE, most);
  }

  /** Keras 3 says negative_slope, Keras 2 alpha. */
  private static UnaryOperator<Expr> leaky(KerasSettings s) {
    double slope = s.number("negative_slope", s.number("alpha", 0.3));
    return x -> x.leakyRelu(slope);
  }

  private static UnaryOperator<Expr> softmax(KerasSettings s) {
    int[] axes = s.counts("axis", -1);
    if (axes.length != 1) throw s.refused("axis", "one axis is read");
    return x -> Softmax.softmax(x, KerasAxes.here(axes[0], x.shape().rank()));
  }
}
