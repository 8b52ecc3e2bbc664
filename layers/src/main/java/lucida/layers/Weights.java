package lucida.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/** The values of a network's parameters by their full names. */
public record Weights(SequencedMap<String, Tensor> tensors) {
  /** In the order given, under names that are plain text as those of a {@link Network}. */
  public Weights {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> named.put(PlainText.of(name), tensor));
    tensors = named;
  }

  /** The same, rounded or widened to a precision. */
  public Weights to(Precision precision) {
    SequencedMap<String, Tensor> converted = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> converted.put(name, tensor.to(precision)));
    return new Weights(converted);
  }

  /** The names of those with a cell that is NaN or infinite. Looks at every cell. */
  public List<String> nonFinite() {
    return tensors.entrySet().stream().filter(t -> !isFinite(t.getValue())).map(Map.Entry::getKey).toList();
  }

  private static boolean isFinite(Tensor tensor) {
    return IntStream.range(0, tensor.size()).allMatch(i -> Double.isFinite(tensor.cell(i)));
  }

  /**
   * These weights if they are a network's, each parameter there with its shape and nothing else.
   *
   * @throws IllegalArgumentException naming the tensors that are missing, unexpected or of another shape, at most ten of each
   */
  public Weights checkedFor(Network network) {
    SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    Mismatch mismatch = Mismatch.of(network.parameters(), shapes);
    if (mismatch.size() > 0) throw new IllegalArgumentException("These are not the weights of " + network.name() + ": " + mismatch);
    return this;
  }

  /** How many there are, in one line: "62 tensors with 2797610 numbers". */
  @Override
  public String toString() {
    return tensors.size() + (tensors.size() == 1 ? " tensor" : " tensors") + " with "
        + tensors.values().stream().mapToLong(Tensor::size).sum() + " numbers";
  }
}
