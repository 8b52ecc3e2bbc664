package lucida.kernels.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.Window;
import lucida.autodiff.Windows;
import lucida.autodiff.function.Normalization;
import lucida.autodiff.function.Pooling;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * First derivatives of whole layers against another engine: SameDiff's own backward operations, in float64. With s = ⟨u, y⟩ for a
 * random u, every ∂s/∂input agrees to 1e-12 of its largest cell: both sides sum at most 200 products of numbers near 1, so rounding
 * stays below 200 · 2⁻⁵³ ≈ 2e-14 of what cancels.
 */
class SameDiffGradientTest {
  private static final double BOUND = 1e-12;
  private final SequencedMap<String, Tensor> values = new LinkedHashMap<>();

  private Input input(String name, int... extents) {
    values.put(name, RandomStream.of(11).stream(name).gaussian(Shape.of(extents), Precision.FLOAT64, 0, 1));
    return Input.of(name, extents);
  }

  private static INDArray array(Tensor t) {
    return Nd4j.createFromArray(t.toDoubles()).reshape(Arrays.stream(t.shape().extents()).asLongStream().toArray());
  }

  /** Both engines' gradients of ⟨u, y⟩ by every input. */
  private void agrees(Expr y, List<Input> xs, Function<Map<String, SDVariable>, SDVariable> other) {
    Input u = input("u", y.shape().extents());
    Map<Expr, Tensor> given = new LinkedHashMap<>();
    for (Input x : xs) given.put(x, values.get(x.name()));
    given.put(u, values.get("u"));
    List<Tensor> ours = Executor.float64().values(Reverse.gradients(y.times(u).sum(), xs), given);
    SameDiff sd = SameDiff.create();
    Map<String, SDVariable> variables = new LinkedHashMap<>();
    for (Input x : xs) variables.put(x.name(), sd.var(x.name(), array(values.get(x.name()))));
    SDVariable weighted = other.apply(variables).mul(sd.constant("u", array(values.get("u"))));
    sd.setLossVariables(weighted.sum("loss"));
    Map<String, INDArray> theirs = sd.calculateGradients(Map.of(), xs.stream().map(Input::name).toArray(String[]::new));
    for (int i = 0; i < xs.size(); i++) {
      Tensor theirOwn = Tensor.of(ours.get(i).shape(),
          theirs.get(xs.get(i).name()).castTo(DataType.DOUBLE).dup('c').data().asDouble());
      TensorDifference difference = TensorDifference.relative(theirOwn, ours.get(i), BOUND);
      assertEquals(0, difference.beyond(), "∂s/∂" + xs.get(i).name() + ": " + difference);
    }
  }

  @Test
  void convolution() {
    Input x = input("x", 2, 3, 9, 8);
    Input w = input("w", 4, 3, 3, 3);
    Input b = input("b", 4);
    Expr y = x.convolve(w, new Windows(Window.of(3, 2, 1), Window.of(3, 1, 1)), 1);
    agrees(y.plus(b.expandAlong(y.shape(), 1)), List.of(x, w, b),
        v -> v.get("x").getSameDiff().cnn().conv2d(v.get("x"), v.get("w").permute(2, 3, 1, 0), v.get("b"),
            Conv2DConfig.builder().kH(3).kW(3).sH(2).sW(1).pH(1).pW(1).dataFormat("NCHW").build()));
  }

  @Test
  void maxPooling() {
    Input x = input("x", 2, 3, 8, 6);
    agrees(x.maxPool(Windows.square(2)), List.of(x), v -> v.get("x").getSameDiff().cnn().maxPooling2d(v.get("x"), pool()));
  }

  @Test
  void averagePooling() {
    Input x = input("x", 2, 3, 8, 6);
    agrees(Pooling.average(x, Windows.square(2)), List.of(x), v -> v.get("x").getSameDiff().cnn().avgPooling2d(v.get("x"), pool()));
  }

  private static Pooling2DConfig pool() { return Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).isNHWC(false).build(); }

  /** In inference, as one operation of SameDiff; in training, composed there of its means and squares. */
  @Test
  void batchNorm() {
    Input x = input("x", 4, 3, 5, 5);
    Input gamma = input("gamma", 3);
    Input beta = input("beta", 3);
    Input mean = input("mean", 3);
    Input variance = input("variance", 3);
    values.put("variance", values.get("variance").map(v -> 0.5 + v * v));
    agrees(Normalization.batchNorm(x, gamma, beta, mean, variance, 1e-3), List.of(x, gamma, beta, mean, variance), v -> {
      SDVariable scale = v.get("gamma").div(v.get("gamma").getSameDiff().math().sqrt(v.get("variance").add(1e-3))).reshape(1, 3, 1,
          1);
      return v.get("x").sub(v.get("mean").reshape(1, 3, 1, 1)).mul(scale).add(v.get("beta").reshape(1, 3, 1, 1));
    });
    values.remove("u");
    agrees(Normalization.batchNorm(x, gamma, beta, 1e-3), List.of(x, gamma, beta), v -> {
      SameDiff sd = v.get("x").getSameDiff();
      SDVariable centred = v.get("x").sub(v.get("x").mean(true, 0, 2, 3));
      SDVariable deviation = sd.math().sqrt(sd.math().square(centred).mean(true, 0, 2, 3).add(1e-3));
      return centred.div(deviation).mul(v.get("gamma").reshape(1, 3, 1, 1)).add(v.get("beta").reshape(1, 3, 1, 1));
    });
  }

  @Test
  void dense() {
    Input x = input("x", 5, 7);
    Input w = input("w", 4, 7);
    Input b = input("b", 4);
    Expr y = x.matmulTransposed(w);
    agrees(y.plus(b.expandAlong(y.shape(), 1)).tanh(), List.of(x, w, b),
        v -> v.get("x").getSameDiff().math().tanh(v.get("x").mmul(v.get("w").permute(1, 0)).add(v.get("b"))));
  }
}
