package lucida.weights;

import java.util.List;
import java.util.Map;
import lucida.layers.Mismatch;
import lucida.layers.Network;

/**
 * What a file contains.
 *
 * @param format whose file it is: "PyTorch zip", "ONNX, opset 13"
 * @param tensors all that are stored
 * @param metadata what the file says of itself
 * @param finding which network it is
 * @param nonFinite the names of weights with a cell that is NaN or infinite
 */
public record Inspection(String format, List<StoredTensor> tensors, Map<String, String> metadata, Finding finding,
    List<String> nonFinite) {
  /** Which network the weights are of. */
  public sealed interface Finding {
    /** Of an architecture that is built in, or of the nearest one if something differs. */
    record BuiltIn(Network network, Mismatch mismatch) implements Finding {}

    /** Of the network that the file brings along. */
    record Own(Network network) implements Finding {}

    /** Of none that is known, and why. */
    record Unknown(String why) implements Finding {}
  }

  /** Of weights without a network. */
  static Inspection of(NamedTensors tensors) {
    Finding finding = Recognition.of(tensors, WeightOptions.NONE)
        .<Finding>map(found -> new Finding.BuiltIn(found.network(), found.mismatch()))
        .orElseGet(() -> new Finding.Unknown("these are the weights of no built-in architecture"));
    return new Inspection(tensors.format(), tensors.stream().map(StoredTensor::of).toList(), tensors.metadata(), finding,
        tensors.nonFinite());
  }
}
