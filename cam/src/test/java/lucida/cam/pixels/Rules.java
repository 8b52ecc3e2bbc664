package lucida.cam.pixels;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import lucida.autodiff.run.Executor;
import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;

/** Networks on which backward rules are seen by hand. */
final class Rules {
  private Rules() {}

  /**
   * A picture of two pixels (2, −3). h = relu(x), relu(−x), so h0 = (2, 0), h1 = (0, 3); S^0 = mean(h0 − 2 h1), S^1 = mean(h1). From S^0
   * R = (½, ½) arrives at h0, (−1, −1) at h1.
   */
  static Probe byHand() {
    NetworkBuilder net = new NetworkBuilder("by hand", Shape.of(1, 1, 2));
    net.add("split", Conv2d.of(1, 2, 1, 1, 0).withoutBias());
    net.add("relu", Activation.RELU);
    net.add("classes", Conv2d.of(2, 2, 1, 1, 0).withoutBias());
    net.add("gap", new GlobalAveragePool());
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("split.weight", Tensor.of(Shape.of(2, 1, 1, 1), 1.0, -1.0));
    weights.put("classes.weight", Tensor.of(Shape.of(2, 2, 1, 1), 1.0, -2.0, 0.0, 1.0));
    return Subject.of(new Model(net.build(), new Weights(weights)), "relu", Executor.float64())
        .probe(Tensor.of(Shape.of(1, 1, 2), 2.0, -3.0), Target.ofClass(0));
  }

  /** Two convolutions with an activation after each. */
  static Probe with(Activation activation) {
    NetworkBuilder net = new NetworkBuilder("activated", Shape.of(3, 12, 12));
    net.add("conv1", Conv2d.of(3, 4, 3, 1, 1));
    net.add("a1", activation);
    net.add("conv2", Conv2d.of(4, 3, 3, 2, 1));
    net.add("a2", activation);
    net.add("gap", new GlobalAveragePool());
    Model model = new Model(net.build(), Initial.weights(net.build(), Example.SEED, Precision.FLOAT64));
    return Subject.of(model, "a2", Executor.float64()).probe(Example.picture(0), Target.ofClass(1));
  }
}
