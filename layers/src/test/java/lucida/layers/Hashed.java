package lucida.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;

/** The weights and pictures of logits.py, made again from their description there. */
final class Hashed {
  private Hashed() {}

  /** Cells in [−1, 1): the finaliser of MurmurHash3 of the cell's number plus 2²⁴ times the place. */
  static Tensor cells(int place, Shape shape, double offset, double scale) {
    return Tensor.filled(shape, Precision.FLOAT64, i -> {
      int x = i + (place % 251 << 24);
      x ^= x >>> 16;
      x *= 0x85EBCA6B;
      x ^= x >>> 13;
      x *= 0xC2B2AE35;
      x ^= x >>> 16;
      return offset + scale * (Integer.toUnsignedLong(x) / 0x1p31 - 1);
    });
  }

  static Weights weights(Network network) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    int place = 0;
    for (Map.Entry<String, Shape> parameter : network.parameters().entrySet())
      tensors.put(parameter.getKey(), parameter(++place, parameter.getKey(), parameter.getValue()));
    return new Weights(tensors);
  }

  private static Tensor parameter(int place, String name, Shape shape) {
    if (shape.rank() > 1) return cells(place, shape, 0, Math.sqrt(6.0 * shape.extent(0) / shape.size()));
    boolean one = name.endsWith("running_var") || name.endsWith("weight");
    return cells(place, shape, one ? 1 : 0, one ? 0.3 : 0.1);
  }
}
