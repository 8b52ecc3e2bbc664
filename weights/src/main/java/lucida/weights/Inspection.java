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
}
