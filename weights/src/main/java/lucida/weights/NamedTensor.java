package lucida.weights;

import lucida.core.Precision;
import lucida.core.Tensor;

/** A tensor of a file: the name it has there, how the file stores its cells, and its values. */
public record NamedTensor(String name, Dtype dtype, Tensor tensor) {
  /** Checks that the tensor has the precision of the dtype. */
  public NamedTensor {
    if (tensor.precision() != dtype.precision())
      throw new WeightsException(
          "tensor '" + name + "' is " + tensor.precision() + ", and " + dtype + " is held as " + dtype.precision());
  }

  /** A tensor to be stored as it is: F32 or F64. */
  public static NamedTensor of(String name, Tensor tensor) {
    return new NamedTensor(name, tensor.precision() == Precision.FLOAT32 ? Dtype.F32 : Dtype.F64, tensor);
  }

  /** The same tensor under another name. */
  public NamedTensor renamed(String to) { return new NamedTensor(to, dtype, tensor); }

  /** Whether a cell is NaN or infinite. */
  public boolean hasNonFinite() {
    if (!dtype.isFloat()) return false;
    for (int i = 0; i < tensor.size(); i++) if (!Double.isFinite(tensor.cell(i))) return true;
    return false;
  }
}
