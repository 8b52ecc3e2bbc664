package lucida.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import lucida.autodiff.run.Executor;
import lucida.cam.Subject;
import lucida.cam.Target;
import lucida.cam.channels.ChannelWeighted;
import lucida.cam.channels.GradCam;
import lucida.cam.derivatives.GradCamPlusPlus;
import lucida.cam.derivatives.GradCamPlusPlusShortcut;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.Model;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;

/**
 * [PP 12] The paper's toy example: three channels that are 1 on n = 15, 4 and 2 positions and else 0, and S with slope 1 there and else 0.
 * Then Grad-CAM weights them n/Z, PP 4 n/(n + 2), and only α divided by its sum makes them equal.
 */
final class ThreeRegions {
  private static final int[] REGIONS = {15, 4, 2};
  private static final int SIDE = 6;

  private ThreeRegions() {}

  static Equation equation() {
    return new Equation.Identity("PP 12", "The paper's toy example",
        new Notation("w^{\"Grad-CAM\"} = frac{n}{Z},  w^{\"PP 4\"} = frac{n}{n + 2},  w^{\"authors\"} = 1,  n = 15, 4, 2"),
        Domain.ANY,
        "the methods on a network made for it; the closed numbers .88, .67, .50", _ -> residual(Activation.leakyRelu(1)),
        Counterexample.of(SmallNetwork.TANH, "the same toy with a tanh behind its sums, a smooth head",
            _ -> residual(Activation.TANH)));
  }

  /** The largest residual of the three methods. */
  private static double residual(Activation last) {
    EvaluationPoint toy = point(last);
    return RelativeError.worst(apart(toy, new GradCam(), n -> (double) n / (SIDE * SIDE)),
        apart(toy, new GradCamPlusPlus(), n -> n / (n + 2.0)),
        apart(toy, new GradCamPlusPlusShortcut(GradCamPlusPlusShortcut.Form.AUTHORS), _ -> 1));
  }

  private static double apart(EvaluationPoint toy, ChannelWeighted method, IntToDoubleFunction closed) {
    return RelativeError.of(method.weights(toy.probe()).w(), Tensor.vector(IntStream.of(REGIONS).mapToDouble(closed).toArray()));
  }

  /** A = relu(x) with x the three regions; S the sum of A over each region of its channel; a second class, of score 0. */
  private static EvaluationPoint point(Activation last) {
    int Z = SIDE * SIDE;
    Shape shape = Shape.of(REGIONS.length, SIDE, SIDE);
    Tensor regions = Tensor.filled(shape, Precision.FLOAT64, e -> e % Z < REGIONS[e / Z] ? 1 : 0);
    NetworkBuilder net = new NetworkBuilder("toy example of the Grad-CAM++ paper", shape);
    net.add(SmallNetwork.LAYER, Activation.RELU);
    net.add("flatten", new Flatten());
    net.add("fc", new Dense(regions.size(), 2, false));
    net.add("last", last);
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("fc.weight",
        Tensor.stack(0, List.of(regions, regions.scale(0))).reshape(Shape.of(2, regions.size())));
    Subject subject = Subject.of(new Model(net.build(), new Weights(weights)), SmallNetwork.LAYER, Executor.float64());
    return new EvaluationPoint(subject.probe(regions, Target.ofClass(0)));
  }
}
