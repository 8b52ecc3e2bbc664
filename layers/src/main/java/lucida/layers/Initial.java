package lucida.layers;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;

/**
 * Weights to start a training from: filters and matrices gaussian with variance 2/fan-in (He, Zhang, Ren, Sun, ICCV 2015, arXiv
 * 1502.01852), biases and running means 0, factors of normalisations and running variances 1. Each parameter has a random stream of its
 * own name, so that a change to one layer leaves the others' weights as they were.
 */
public final class Initial {
  private Initial() {}

  /** From a seed. */
  public static Weights weights(Network network, long seed, Precision precision) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters()
        .forEach((name, shape) -> tensors.put(name, parameter(name, shape, RandomStream.of(seed).stream(name), precision)));
    return new Weights(tensors);
  }

  /** What a trained network has under the same name in the same shape is taken from it, the rest from a seed. */
  public static Weights transferred(Network network, Weights trained, long seed, Precision precision) {
    SequencedMap<String, Tensor> tensors = weights(network, seed, precision).tensors();
    tensors.replaceAll((name, drawn) -> {
      Tensor there = trained.tensors().get(name);
      return there != null && there.shape().equals(drawn.shape()) ? there.to(precision) : drawn;
    });
    return new Weights(tensors);
  }

  private static Tensor parameter(String name, Shape shape, RandomStream draws, Precision precision) {
    if (shape.rank() > 1) return draws.gaussian(shape, precision, 0, Math.sqrt(2.0 * shape.extent(0) / shape.size()));
    boolean one = name.endsWith("running_var") || name.endsWith("weight");
    return Tensor.filled(shape, precision, one ? 1 : 0);
  }
}
