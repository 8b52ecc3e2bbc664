package lucida.weights.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;

/**
 * Whether the network that an ONNX or Keras file brings along is a built-in one under other names. It is if its parameters have the
 * same shapes in the same order, and if, with those weights, both give one picture the same scores: shapes alone do not tell strides,
 * nor which of two equal tensors is which.
 */
final class EquivalentArchitecture {
  /** Of the largest score. Float32 through 150 layers loses less; another stride, order or padding changes the first digit. */
  private static final double SAME = 1e-3;

  private EquivalentArchitecture() {}

  /** The same model by the names of an architecture. */
  static Optional<Model> builtIn(Model model) {
    List<Tensor> tensors = List.copyOf(model.weights().tensors().sequencedValues());
    if (tensors.isEmpty() || tensors.getLast().size() == 0) return Optional.empty();
    return Architectures.names().stream().flatMap(name -> candidates(name, model, tensors).stream())
        .filter(same -> sameScores(model, same)).findFirst();
  }

  private static Optional<Model> candidates(String name, Model model, List<Tensor> tensors) {
    Network network = Architectures.named(name, tensors.getLast().size()).forPictures(model.network().input());
    SequencedMap<String, Shape> wanted = network.parameters();
    if (!new ArrayList<>(wanted.values()).equals(tensors.stream().map(Tensor::shape).toList())) return Optional.empty();
    SequencedMap<String, Tensor> renamed = new LinkedHashMap<>();
    wanted.keySet().forEach(parameter -> renamed.put(parameter, tensors.get(renamed.size())));
    return Optional.of(new Model(network, new Weights(renamed)));
  }

  private static boolean sameScores(Model one, Model other) {
    Shape shape = one.network().input().insert(0, 1);
    Tensor picture = Tensor.filled(shape, Precision.FLOAT32, i -> 100 * Math.sin(0.7 * i + 1e-3 * i * i));
    Tensor a = one.scores(picture, Executor.float32());
    Tensor b;
    try {
      b = other.scores(picture, Executor.float32());
    } catch (ShapeException _) { // pictures that are too small for it
      return false;
    }
    return a.shape().equals(b.shape()) && a.minus(b).abs().max() <= SAME * a.abs().max();
  }
}
