package lucida.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import lucida.autodiff.Expr;
import lucida.autodiff.Windows;
import lucida.core.Shape;

/** Convolution of pictures [N, inputs, H, W] to [N, outputs, I, J]; "weight" [outputs, inputs/groups, U, V] and "bias" [outputs]. */
public record Conv2d(int inputs, int outputs, Windows windows, int groups, boolean bias) implements Layer {
  /** A square filter with a bias. */
  public static Conv2d of(int inputs, int outputs, int size, int stride, int padding) {
    return new Conv2d(inputs, outputs, Windows.of(size, size, stride, padding), 1, true);
  }

  /** The same without a bias: before a batch norm. */
  public Conv2d withoutBias() {
    return new Conv2d(inputs, outputs, windows, groups, false);
  }

  @Override
  public Expr write(List<Expr> in, Scope scope) {
    Expr y = in.getFirst().convolve(scope.parameter("weight"), windows, groups);
    return bias ? y.plus(scope.parameter("bias").expandAlong(y.shape(), 1)) : y;
  }

  @Override
  public SequencedMap<String, Shape> parameters() {
    SequencedMap<String, Shape> parameters = new LinkedHashMap<>();
    parameters.put("weight", Shape.of(outputs, inputs / groups, windows.rows().size(), windows.columns().size()));
    if (bias) parameters.put("bias", Shape.of(outputs));
    return parameters;
  }

  @Override
  public long multiplyAdds(Shape output) {
    return (long) output.size() * (inputs / groups) * windows.rows().size() * windows.columns().size();
  }
}
