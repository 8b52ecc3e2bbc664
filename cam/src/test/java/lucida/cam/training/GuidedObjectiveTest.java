package lucida.cam.training;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Reverse;
import lucida.autodiff.Taylor;
import lucida.autodiff.Windows;
import lucida.autodiff.run.Executor;
import lucida.cam.Example;
import lucida.cam.NotApplicableException;
import lucida.cam.Settings;
import lucida.cam.Target;
import lucida.cam.catalogue.Methods;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Activation;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Forward;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Initial;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.layers.architecture.Attention;
import lucida.layers.training.Objective;
import lucida.layers.training.Sgd;
import lucida.layers.training.Supervision;
import lucida.layers.training.TrainingState;
import lucida.layers.training.TrainingStep;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every loss on a small smooth network with attention, two pictures at a time, in float64. */
class GuidedObjectiveTest {
  private static final int N = 2;
  private static final int K = 5;
  private static final int CLASSES = 3;
  private static final int SIDE = 6;
  private static final long SEED = 210109666;
  private static final Executor EXECUTOR = Executor.float64();
  private static final Network NETWORK = Attention.parse("after=features,channel,spatial,hidden=3").in(plain(true));

  /** Two convolutions, global average pooling, one linear layer; smooth, or piecewise linear behind the pixels. */
  private static Network plain(boolean smooth) {
    NetworkBuilder net = new NetworkBuilder("small", Shape.of(3, 2 * SIDE, 2 * SIDE));
    net.add("conv1", Conv2d.of(3, 4, 3, 1, 1));
    net.add("f1", smooth ? Activation.SOFTPLUS : Activation.RELU);
    net.add("conv2", new Conv2d(4, K, Windows.of(3, 3, 2, 1), 1, true));
    net.add("features", smooth ? Activation.SOFTPLUS : Activation.RELU);
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(K, CLASSES));
    return net.build();
  }

  private static Tensor gaussian(String name, Shape shape) {
    return RandomStream.of(SEED).stream(name).gaussian(shape, Precision.FLOAT64, 0, 1);
  }

  /** Seeded weights, biases and all; the last layer's are larger, so that no score hangs on little. */
  private static Model model(Network network) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters().forEach((name, shape) -> tensors.put(name,
        gaussian(name, shape)
            .scale(name.startsWith("fc") ? 2 : shape.rank() > 1 ? Math.sqrt(2.0 * shape.extent(0) / shape.size()) : 0.3)));
    return new Model(network, new Weights(tensors));
  }

  /** A loss written for a batch, with values for all its inputs. */
  private record Written(Forward forward, Supervision given, Expr loss, Map<Expr, Tensor> values) {
    static Written of(Model model, ExplanationLoss loss, boolean detached) {
      Forward forward = model.network().write(N, Mode.TRAINING);
      Supervision given = Supervision.of(forward.x().shape(), forward.scores().shape());
      Map<Expr, Tensor> values = new HashMap<>(model.given(forward, gaussian("pictures", forward.x().shape())));
      values.put(given.targets(), Tensor.oneHot(CLASSES, Precision.FLOAT64, 1, 2));
      values.put(given.masks(), masks());
      values.put(given.known(), Tensor.vector(1, 1));
      values.putAll(loss.fixed());
      return new Written(forward, given,
          new GuidedObjective(loss, 1, "features", detached).write(forward, given).parts().lastEntry().getValue(),
          values);
    }

    double value() { return EXECUTOR.value(loss, values).item(); }

    List<Input> parameters() { return List.copyOf(forward.parameters().values()); }

    Tensor direction(Input w) { return gaussian("direction " + w.name(), w.shape()); }

    /** The loss at w + h v. */
    double at(double h) {
      Map<Expr, Tensor> moved = new HashMap<>(values);
      for (Input w : parameters()) moved.put(w, requireNonNull(values.get(w)).plus(direction(w).scale(h)));
      return EXECUTOR.value(loss, moved).item();
    }

    /** Along v, by a sweep back through the loss. */
    double byReverse() {
      List<Tensor> g = EXECUTOR.values(Reverse.gradients(loss, parameters()), values);
      return IntStream.range(0, g.size()).mapToDouble(i -> g.get(i).dot(direction(parameters().get(i)))).sum();
    }

    /** The same by a jet, which shares no rule with the sweep that the loss is made of. */
    double byTaylor() {
      Map<Input, Input> v = new LinkedHashMap<>();
      Map<Expr, Tensor> with = new HashMap<>(values);
      for (Input w : parameters()) {
        v.put(w, Input.of("v " + w.name(), w.shape()));
        with.put(v.get(w), direction(w));
      }
      return EXECUTOR.value(Taylor.jets(List.of(loss), v, 1).getFirst().derivative(1), with).item();
    }

    /** The same by differences at h, h/2, h/4, extrapolated to h⁶. */
    double byDifferences() {
      double h = 2e-4, a = difference(h), b = difference(h / 2), c = difference(h / 4);
      return (16 * (4 * c - b) / 3 - (4 * b - a) / 3) / 15;
    }

    private double difference(double h) { return (at(h) - at(-h)) / (2 * h); }
  }

  /** A square in the corner; its edge lies within a cell of the layer. */
  private static Tensor masks() {
    return Tensor.filled(Shape.of(N, 1, 2 * SIDE, 2 * SIDE), Precision.FLOAT64,
        cell -> cell / (2 * SIDE) % (2 * SIDE) < 7 && cell % (2 * SIDE) < 5 + cell / (4 * SIDE * SIDE) ? 1 : 0);
  }

  private static Stream<ExplanationLoss> losses() {
    Stream<ExplanationLoss> ofMaps = Stream.of(MapFormula.values())
        .flatMap(map -> Stream.of(new RightReasons(map), new EnergyLoss(map), new AbsoluteLoss(map), new PixelCrossEntropy(map),
            new MapDistillation(map, model(plain(true)), "features"), new Gain(map)));
    return Stream.concat(Stream.of(Ggam.Form.values()).map(Ggam::new), ofMaps);
  }

  private static String title(ExplanationLoss loss) { return loss.toString().replaceAll("teacher=.*", "…"); }

  /**
   * The derivative of every whole loss by all parameters at once, along a random direction: by the sweep back, by a jet, and by differences, where a derivative in the loss is derived. Rounding of differences is
   * ulp/h ≈ 1e-12 of the loss, truncation h⁶.
   */
  @TestFactory
  Stream<DynamicTest> threeRoutesAgree() {
    return losses().map(loss -> DynamicTest.dynamicTest(title(loss), () -> {
      for (boolean detached : List.of(false, true)) {
        Written written = Written.of(model(NETWORK), loss, detached);
        double reverse = written.byReverse(), size = Math.abs(reverse) + Math.abs(written.value());
        assertEquals(reverse, written.byTaylor(), 1e-11 * size, "detached " + detached);
        boolean stopped = detached || loss.equals(new Ggam(Ggam.Form.RELEASED));
        if (!stopped) assertEquals(reverse, written.byDifferences(), 1e-8 * size, "differences");
      }
    }));
  }

  /** Where a gradient is in the loss, its second derivative is in the loss's derivative, unless it is detached. */
  @TestFactory
  Stream<DynamicTest> detachedLeavesOutSecondOrder() {
    return losses().map(loss -> DynamicTest.dynamicTest(title(loss), () -> {
      double whole = Written.of(model(NETWORK), loss, false).byReverse(),
          detached = Written.of(model(NETWORK), loss, true).byReverse();
      if (loss.equals(new Ggam(Ggam.Form.RELEASED))) assertEquals(whole, detached, "it never derives a gradient");
      else assertTrue(Math.abs(whole - detached) > 1e-6 * Math.abs(whole), whole + " and " + detached);
    }));
  }

  /** Of a map that is nothing but a gradient, nothing is left to derive; but GAIN also looks at what the masked picture is. */
  @Test
  void detachedGradientsTeachNothing() {
    for (ExplanationLoss loss : List.of(new RightReasons(MapFormula.GRADIENT), new EnergyLoss(MapFormula.GRADIENT),
        new AbsoluteLoss(MapFormula.GRADIENT), new PixelCrossEntropy(MapFormula.GRADIENT)))
      assertEquals(0, Written.of(model(NETWORK), loss, true).byReverse(), loss.name());
  }

  /** Behind global average pooling and one linear layer g = w/Z, which no convolution changes: second order adds to the derivative by w alone. */
  @Test
  void behindGapOnlyTheLastLayerSeesTheDifference() {
    Model model = model(plain(false));
    for (MapFormula map : List.of(MapFormula.GRADCAM, MapFormula.GRADCAM_PLUS_PLUS_CLOSED, MapFormula.GRADCAM_PLUS_PLUS)) {
      Written whole = Written.of(model, new EnergyLoss(map), false), detached = Written.of(model, new EnergyLoss(map), true);
      List<Tensor> a = EXECUTOR.values(Reverse.gradients(whole.loss(), whole.parameters()), whole.values());
      List<Tensor> b = EXECUTOR.values(Reverse.gradients(detached.loss(), detached.parameters()), detached.values());
      for (int i = 0; i < a.size(); i++) {
        String name = whole.parameters().get(i).name();
        double gap = a.get(i).minus(b.get(i)).norm();
        boolean isLevel = map != MapFormula.GRADCAM; // Grad-CAM++ weighs by Σ A too, which passes on
        if (name.startsWith("conv") && !isLevel) assertEquals(0, gap, 1e-14, name);
        if (name.equals("fc.weight")) assertTrue(gap > 1e-3 && b.get(i).norm() == 0, name + ": " + gap);
      }
    }
  }

  /** With β = 0 and s uniform: L = ½ K (1/K − ½) log(2/K) as printed, the least that it can be, and 0 normalised. */
  @Test
  void uniformAttentionHasAClosedForm() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(model(NETWORK).weights().tensors());
    for (String name : List.of("fc.weight", "attention.fc2.weight", "attention.fc2.bias"))
      tensors.computeIfPresent(name, (_, w) -> w.scale(0));
    Model flat = new Model(NETWORK, new Weights(tensors));
    assertEquals(0.5 * (K / 2.0 - 1) * Math.log(K / 2.0), Written.of(flat, new Ggam(Ggam.Form.PRINTED), false).value(), 1e-14);
    assertEquals(0, Written.of(flat, new Ggam(Ggam.Form.NORMALISED), false).value(), 1e-15);
  }

  /** What a loss asks for, given to it, makes it 0. */
  @Test
  void lossesVanishWhereTheyMust() {
    for (MapFormula map : MapFormula.values()) {
      Written written = Written.of(model(NETWORK), new EnergyLoss(map), false);
      Expr L = map.normalised(new ExplainedBatch(written.forward(), "features", written.given(), false));
      Tensor shown = EXECUTOR.value(L, written.values());
      int cells = shown.size() / N, h = shown.shape().extent(1), each = 2 * SIDE / h;
      IntToDoubleFunction enlarged = cell -> shown
          .cell(cell / (4 * SIDE * SIDE) * cells + cell / (2 * SIDE) % (2 * SIDE) / each * h + cell % (2 * SIDE) / each);
      assertTrue(shown.max() == 1, "there is a map");
      assertEquals(0, with(new EnergyLoss(map), _ -> 1), 1e-15);
      assertEquals(0, with(new RightReasons(map), _ -> 1), 0);
      assertEquals(0, with(new AbsoluteLoss(map), enlarged), 1e-15);
      assertEquals(0, with(new PixelCrossEntropy(map), cell -> enlarged.applyAsDouble(cell) == 1 ? 1 : 0), 0);
      assertEquals(0, with(new MapDistillation(map, model(NETWORK), "features"), _ -> 0), 1e-28);
      assertEquals(1, with(new EnergyLoss(map), _ -> 0), 0, "all energy is outside of an empty mask");
      assertEquals(0, with(new PixelCrossEntropy(map), _ -> 0), 0, "an empty mask");
    }
  }

  private static double with(ExplanationLoss loss, IntToDoubleFunction mask) {
    Written written = Written.of(model(NETWORK), loss, false);
    written.values().put(written.given().masks(), Tensor.filled(written.given().masks().shape(), Precision.FLOAT64, mask));
    return written.value();
  }

  /** Where no mask is known the loss is 0, and else the mean over those that are. */
  @Test
  void onlyKnownMasksCount() {
    ExplanationLoss loss = new EnergyLoss(MapFormula.GRADCAM);
    Written both = Written.of(model(NETWORK), loss, false);
    double[] one = new double[2];
    for (int n = 0; n < 2; n++) {
      both.values().put(both.given().known(), Tensor.vector(1 - n, n));
      one[n] = both.value();
    }
    both.values().put(both.given().known(), Tensor.vector(1, 1));
    assertEquals((one[0] + one[1]) / 2, both.value(), 1e-15);
    assertTrue(Math.abs(one[0] - one[1]) > 1e-3);
    both.values().put(both.given().known(), Tensor.vector(0, 0));
    assertEquals(0, both.value());
    assertEquals(0, both.byReverse());
  }

  /** GG 1 to 5 and EL 1 to 6 in loops over pictures, channels and positions, from A and ∂S/∂A that differences give. */
  @Test
  void lossesAgreeWithLoops() {
    SlowLosses slow = new SlowLosses(model(NETWORK), gaussian("pictures", Shape.of(N, 3, 2 * SIDE, 2 * SIDE)), masks(),
        new int[]{1, 2});
    assertEquals(slow.ggam(false), Written.of(model(NETWORK), new Ggam(Ggam.Form.PRINTED), false).value(), 1e-7);
    assertEquals(slow.ggam(true), Written.of(model(NETWORK), new Ggam(Ggam.Form.NORMALISED), false).value(), 1e-7);
    assertEquals(slow.rightReasons(), Written.of(model(NETWORK), new RightReasons(MapFormula.GRADIENT), false).value(),
        1e-6 * slow.rightReasons());
    assertEquals(slow.energy(), Written.of(model(NETWORK), new EnergyLoss(MapFormula.GRADCAM), false).value(), 1e-7);
    assertEquals(slow.absolute(), Written.of(model(NETWORK), new AbsoluteLoss(MapFormula.GRADCAM), false).value(), 1e-7);
    assertEquals(slow.crossEntropy(), Written.of(model(NETWORK), new PixelCrossEntropy(MapFormula.GRADCAM), false).value(), 1e-6);
    assertEquals(slow.gain(), Written.of(model(NETWORK), new Gain(MapFormula.GRADCAM), false).value(), 1e-6);
  }

  /** The formulas of maps are the methods', on piecewise linear and on smooth heads, for each picture of a batch as for it alone. */
  @TestFactory
  Stream<DynamicTest> mapsAreThoseOfTheMethods() {
    return Stream.of(Example.values()).flatMap(example -> Stream.of(MapFormula.values()).map(map -> DynamicTest.dynamicTest(
        example + ", " + map, () -> {
          Forward forward = example.network().write(2, Mode.INFERENCE);
          Supervision given = Supervision.of(forward.x().shape(), forward.scores().shape());
          Map<Expr, Tensor> values = new HashMap<>(
              example.model().given(forward, Tensor.stack(0, List.of(Example.picture(0), Example.picture(1)))));
          values.put(given.targets(), Tensor.oneHot(Example.CLASSES, Precision.FLOAT64, 1, 3));
          Tensor maps = EXECUTOR.value(map.signed(new ExplainedBatch(forward, Example.LAYER, given, false)), values);
          for (int n = 0; n < 2; n++) {
            Tensor expected = Methods.named(map.toString(), Settings.USUAL)
                .explain(example.subject().probe(Example.picture(n), Target.ofClass(1 + 2 * n))).signed();
            Tensor plane = map == MapFormula.GRADIENT ? expected.abs().sum(0) : expected;
            assertEquals(0, maps.select(0, n).minus(plane).abs().max(), 1e-12 * plane.abs().max());
          }
        })));
  }

  /** One head is smooth in more than one layer: jets along every cell. */
  @Test
  void exactDerivativesThroughAttention() {
    Forward forward = NETWORK.write(2, Mode.INFERENCE);
    Supervision given = Supervision.of(forward.x().shape(), forward.scores().shape());
    Tensor pictures = gaussian("pictures", forward.x().shape());
    Map<Expr, Tensor> values = new HashMap<>(model(NETWORK).given(forward, pictures));
    values.put(given.targets(), Tensor.oneHot(CLASSES, Precision.FLOAT64, 1, 2));
    Tensor maps = EXECUTOR.value(MapFormula.GRADCAM_PLUS_PLUS.signed(new ExplainedBatch(forward, "features", given, false)),
        values);
    lucida.cam.Subject subject = lucida.cam.Subject.of(model(NETWORK), "features", EXECUTOR);
    for (int n = 0; n < 2; n++) {
      Tensor expected = Methods.named("gradcam++", Settings.USUAL)
          .explain(subject.probe(pictures.select(0, n), Target.ofClass(1 + n))).signed();
      assertEquals(0, maps.select(0, n).minus(expected).abs().max(), 1e-11 * expected.abs().max());
    }
  }

  /** Thirty steps on one batch: each loss falls, as it does not when it weighs nothing. */
  @TestFactory
  Stream<DynamicTest> trainingDecreasesIt() {
    return Stream
        .<ExplanationLoss>of(new Ggam(Ggam.Form.PRINTED), new Ggam(Ggam.Form.NORMALISED), new Ggam(Ggam.Form.RELEASED),
            new RightReasons(MapFormula.GRADIENT),
            new EnergyLoss(MapFormula.GRADCAM), new AbsoluteLoss(MapFormula.GRADCAM), new PixelCrossEntropy(MapFormula.GRADCAM),
            new EnergyLoss(MapFormula.GRADCAM_PLUS_PLUS), new Gain(MapFormula.GRADCAM),
            new MapDistillation(MapFormula.GRADCAM, model(plain(true)), "features"))
        .map(loss -> DynamicTest.dynamicTest(title(loss), () -> {
          List<Double> with = trained(loss, 1), without = trained(loss, 0);
          if (!(loss instanceof Gain)) assertTrue(with.getLast() < with.getFirst(), with.toString()); // the class itself is learned against it
          assertTrue(with.getLast() < without.getLast(), with.getLast() + " rather than " + without.getLast());
        }));
  }

  private static List<Double> trained(ExplanationLoss loss, double lambda) {
    TrainingStep step = new TrainingStep(NETWORK, new Sgd(0, false, 0), N, new GuidedObjective(loss, lambda, "features", false));
    TrainingState state = step.start(model(NETWORK).weights().tensors(), Precision.FLOAT64);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      TrainingStep.Result result = step.run(state, gaussian("pictures", Shape.of(N, 3, 2 * SIDE, 2 * SIDE)),
          Tensor.oneHot(CLASSES, Precision.FLOAT64, 1, 2), List.of(),
          java.util.Optional.of(new TrainingStep.Masks(masks(), Tensor.vector(1, 1))),
          3e-3, EXECUTOR);
      values.add(requireNonNull(result.parts().get(loss.name())));
      assertEquals(result.loss(), requireNonNull(result.parts().get("classes")) + lambda * values.getLast(), 1e-12);
      state = result.state();
    }
    return values;
  }

  @Test
  void wrongInputIsSaidInOneSentence() {
    assertThrows(NotApplicableException.class, () -> MapFormula.named("scorecam", Methods.names()));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> MapFormula.named("gradcm", Methods.names())).getMessage()
        .contains("'gradcam'"));
    assertThrows(IllegalArgumentException.class,
        () -> new GuidedObjective(new EnergyLoss(MapFormula.GRADCAM), -1, "features", false));
    assertThrows(IllegalArgumentException.class,
        () -> new GuidedObjective(new EnergyLoss(MapFormula.GRADCAM), Double.NaN, "features", false));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Written.of(model(plain(true)), new Ggam(Ggam.Form.PRINTED), false))
            .getMessage()
            .contains("has none: add it"));
    assertThrows(IllegalArgumentException.class, () -> Attention.parse("after=fc,channel").in(plain(true)));
    assertThrows(IllegalArgumentException.class, () -> Attention.parse("channel"));
    assertThrows(IllegalArgumentException.class, () -> Attention.parse("after=features,chanel"));
  }

  /** Batch norm behind the layer mixes pictures in training: no derivative by one picture's cells. */
  @Test
  void exactDerivativesNeedPicturesApart() {
    NetworkBuilder net = new NetworkBuilder("normed", Shape.of(3, 2 * SIDE, 2 * SIDE));
    net.add("features", Conv2d.of(3, K, 3, 2, 1));
    net.add("bn", BatchNorm.of(K));
    net.add("f", Activation.SOFTPLUS);
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(K, CLASSES));
    Network network = net.build();
    Model model = new Model(network, Initial.weights(network, 1, Precision.FLOAT64));
    assertTrue(
        assertThrows(NotApplicableException.class, () -> Written.of(model, new EnergyLoss(MapFormula.GRADCAM_PLUS_PLUS), false))
            .getMessage().contains("batch norm"));
    assertEquals(Objective.CROSS_ENTROPY.wantsMasks(), false);
  }
}
