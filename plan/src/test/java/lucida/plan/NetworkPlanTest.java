package lucida.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.function.Loss;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Forward;
import lucida.layers.Initial;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.Weights;
import lucida.layers.architecture.Architectures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks at reduced sizes, forwards and backwards. */
class NetworkPlanTest {
  private static final long SEED = 7;

  static Stream<Network> networks() {
    return Stream.concat(
        Stream.of("resnet18", "resnet50", "squeezenet1_1", "cifar-resnet20", "nin")
            .map(name -> sized(Architectures.named(name, 10))),
        Stream.of(SmallNetworks.mobile(), SmallNetworks.dense(), SmallNetworks.efficient(), SmallNetworks.awkward()));
  }

  private static Network sized(Network network) {
    return network.forPictures(network.name().equals("nin") ? Shape.of(3, 67, 83) : Shape.of(3, 65, 49));
  }

  /** Batch norms with statistics that are not those of the start. */
  static Model model(Network network) {
    SequencedMap<String, Tensor> weights = new LinkedHashMap<>(Initial.weights(network, SEED, Precision.FLOAT32).tensors());
    weights.replaceAll((name, w) -> w.shape().rank() > 1
        ? w
        : RandomStream.of(SEED).stream(name).gaussian(w.shape(), Precision.FLOAT32, 0, 0.1)
            .map(d -> name.endsWith("bias") || name.endsWith("mean")
                ? d
                : 1 + d));
    return new Model(network, new Weights(weights));
  }

  static Compared compared(Model model, Forward forward, List<? extends Expr> wanted, Tensor pictures) {
    return new Compared(wanted, model.givenWeights(forward), Map.of(forward.x(), pictures));
  }

  static Tensor pictures(Network network, int batch) {
    return RandomStream.of(SEED + 1).gaussian(network.input().insert(0, batch), Precision.FLOAT32, 0, 1);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void forward(Network network) {
    Model model = model(network);
    for (int batch : List.of(1, 3)) {
      Forward forward = network.write(batch, Mode.INFERENCE);
      compared(model, forward, List.of(forward.scores()), pictures(network, batch)).check();
    }
  }

  /** The gradient of one score to the pictures. */
  @ParameterizedTest
  @MethodSource("networks")
  void gradientToThePictures(Network network) {
    Forward forward = network.write(2, Mode.INFERENCE);
    Expr seed = new lucida.autodiff.Constant(1, forward.scores().shape());
    Expr gradient = Reverse.pullback(forward.scores(), seed, forward.x());
    compared(model(network), forward, List.of(gradient, forward.scores()), pictures(network, 2)).check();
  }

  static Stream<Network> trained() {
    return networks().filter(network -> !network.name().equals("resnet50"));
  }

  /**
   * In training mode: a loss, its gradients by all parameters, which vary, and the new statistics of batch norms. Not of 50 layers: a ReLU there that is shut or
   * not by a rounding changes gradients by more than roundings.
   */
  @ParameterizedTest
  @MethodSource("trained")
  void trainingStep(Network network) {
    Forward forward = network.write(3, Mode.TRAINING);
    Input targets = Input.of("targets", forward.scores().shape());
    Expr loss = Loss.crossEntropy(forward.scores(), targets);
    List<Expr> parameters = forward.parameters().entrySet().stream().filter(e -> !e.getKey().contains("running_"))
        .<Expr>map(Map.Entry::getValue).toList();
    List<Expr> wanted = new ArrayList<>(List.of(loss));
    wanted.addAll(Reverse.gradients(loss, parameters));
    wanted.addAll(forward.updates().values());
    Map<Expr, Tensor> varying = new HashMap<>(model(network).givenWeights(forward));
    varying.put(forward.x(), pictures(network, 3));
    varying.put(targets, Tensor.oneHot(targets.shape().extent(1), Precision.FLOAT32, 1, 4, 2));
    for (Forward.Mask mask : forward.masks()) varying.put(mask.input(), Tensor.filled(mask.input().shape(), Precision.FLOAT32, 1));
    varying.keySet().retainAll(Program.of(wanted).given());
    new Compared(wanted, Map.of(), varying).check();
  }
}
