package lucida.weights.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.core.PlainText;
import lucida.core.Shape;
import lucida.layers.Layer;
import lucida.layers.Scope;
import lucida.weights.WeightsException;

/**
 * A Keras layer, or its activation.
 *
 * @param described as messages name it
 * @param kind its class in Keras
 * @param read its formula and weights, channels first
 */
record KerasLayer(String described, String kind, KerasRead read) implements Layer {
  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> shapes = new LinkedHashMap<>();
    read.weights().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  /**
   * Its output.
   *
   * @throws WeightsException in one sentence, if it does not fit what it reads
   */
  @Override
  public Expr write(List<Expr> inputs, Scope scope) {
    if (read.inputs() >= 0 && inputs.size() != read.inputs())
      throw new WeightsException(described + " is given " + inputs.size() + " tensors; it reads " + read.inputs());
    try {
      return read.formula().apply(inputs, scope);
    } catch (WeightsException e) {
      throw String.valueOf(e.getMessage()).startsWith(PlainText.of(described)) ? e : e.in(described);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException e) { // what formulas say to extents that do not fit
      throw WeightsException.because(
          described + " does not fit what it reads, " + String.join(" and ", inputs.stream().map(KerasLayer::shape).toList())
              + (read.weights().isEmpty() ? "" : "; its weights here are " + parameters()),
          e);
    }
  }

  /** As Keras writes it, without the batch. */
  private static String shape(Expr x) {
    return KerasAxes.there(x.shape()).without(0).toString();
  }

  @Override
  public long multiplyAdds(Shape output) { return read.multiplyAdds().applyAsLong(output); }
}
