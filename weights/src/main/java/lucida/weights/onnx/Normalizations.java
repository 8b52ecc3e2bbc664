package lucida.weights.onnx;

import java.util.Map;
import java.util.stream.IntStream;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.function.Normalization;
import lucida.core.Shape;
import lucida.layers.LocalResponseNorm;

/** Batch, instance, layer and local response normalisation. */
final class Normalizations {
  private Normalizations() {}

  static Map<String, OnnxOperator> all() {
    return Map.of("BatchNormalization", OnnxOperator.one(Normalizations::batch), "InstanceNormalization",
        OnnxOperator.one(Normalizations::instance),
        "GroupNormalization", OnnxOperator.one(Normalizations::group), "LayerNormalization",
        OnnxOperator.one(Normalizations::layer), "LRN", OnnxOperator.one(Normalizations::local));
  }

  private static Expr batch(OnnxCall c) {
    if (c.node().flag("training_mode", false)) throw c.refused("it is in training mode; export the model for inference");
    for (int i = 1; i < 5; i++)
      if (c.x(0).shape().rank() < 2 || !c.shape(i).equals(Shape.of(c.x(0).shape().extent(1))))
        throw c.refused(
            "it reads " + c.x(0).shape() + ", and input " + i + " is " + c.shape(i) + ": wanted is one number for each channel");
    return Normalization.batchNorm(c.x(0), c.x(1), c.x(2), c.x(3), c.x(4), c.node().real("epsilon", 1e-5));
  }

  /** Each channel of each picture by its own mean and variance: a batch norm of pictures whose channels are all of the batch. */
  private static Expr instance(OnnxCall c) {
    Expr x = c.x(0);
    Shape shape = x.shape();
    int[] over = IntStream.range(2, shape.rank()).toArray();
    Expr scale = Normalization.variance(x, over).plus(c.node().real("epsilon", 1e-5)).sqrt().reciprocal().expand(shape, over);
    return x.minus(x.mean(over).expand(shape, over)).times(scale).times(c.x(1).expandAlong(shape, 1))
        .plus(c.x(2).expandAlong(shape, 1));
  }

  /** The channels of a group together; scale and bias are one for each group, since version 21 one for each channel. */
  private static Expr group(OnnxCall c) {
    Expr x = c.x(0);
    Shape shape = x.shape();
    int groups = c.whole("num_groups", 1, Integer.MAX_VALUE);
    if (shape.rank() < 2 || shape.extent(1) % groups != 0)
      throw c.refused("num_groups = " + groups + " does not divide the channels of " + shape);
    Expr grouped = x.reshape(shape.extent(0), groups, shape.size() / Math.max(1, shape.extent(0) * groups));
    Expr deviation = Normalization.variance(grouped, 2).plus(c.node().real("epsilon", 1e-5)).sqrt().reciprocal();
    Expr normal = grouped.minus(grouped.mean(2).expand(grouped.shape(), 2)).times(deviation.expand(grouped.shape(), 2))
        .reshape(shape);
    return normal.times(ofChannels(c, 1, groups, shape).expandAlong(shape, 1))
        .plus(ofChannels(c, 2, groups, shape).expandAlong(shape, 1));
  }

  private static Expr ofChannels(OnnxCall c, int input, int groups, Shape shape) {
    if (c.opset() >= 21) return c.x(input);
    Shape channels = Shape.of(groups, shape.extent(1) / groups);
    return c.x(input).expand(channels, 1).reshape(shape.extent(1));
  }

  private static Expr layer(OnnxCall c) {
    Expr x = c.x(0);
    int axis = c.axis(c.node().number("axis", -1), x.shape().rank());
    Shape last = x.shape().without(IntStream.range(0, axis).toArray());
    Expr beta = c.has(2) ? Broadcast.to(c.x(2), last) : Constant.zero(last);
    return Normalization.layerNorm(x, Broadcast.to(c.x(1), last), beta, c.node().real("epsilon", 1e-5));
  }

  private static Expr local(OnnxCall c) {
    Sizes.bounded(c, "the size of a map", c.x(0).shape().without(0, 1).size(), 1 << 22);
    return LocalResponseNorm.normalise(c.x(0), c.whole("size", 1, 1 << 12),
        c.node().real("alpha", 1e-4),
        c.node().real("beta", 0.75), c.node().real("bias", 1));
  }
}
