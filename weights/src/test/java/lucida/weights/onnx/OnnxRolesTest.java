package lucida.weights.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.core.testkit.TensorDifference;
import lucida.layers.Mode;
import lucida.layers.Model;
import lucida.layers.ScoreKind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the end of a graph says of its scores. The logits are S^m = Σ_c w_mc · mean_ij x_cij in plain loops; what is left off leaves them as they
 * are, what stays is computed from them. Some tens of float64 operations: 1e-13.
 */
final class OnnxRolesTest {
  private static final Tensor X = RandomStream.of(5).gaussian(Shape.of(1, 3, 4, 4), Precision.FLOAT64, 0, 2);

  private record Case(String name, ClassifierGraph graph, ScoreKind kind, int classes, UnaryOperator<double[]> scores) {}

  private static ClassifierGraph three() { return ClassifierGraph.scores(3, 13); }

  private static ClassifierGraph one() { return ClassifierGraph.scores(1, 13); }

  private static Case stripped(String name, ClassifierGraph graph, ScoreKind kind) {
    return new Case(name, graph, kind, 3, UnaryOperator.identity());
  }

  private static Stream<Case> softmaxes() {
    return Stream.of(stripped("nothing", three(), ScoreKind.LOGITS),
        stripped("softmax", three().along(1, "Softmax"), ScoreKind.SOFTMAX),
        stripped("softmax, last axis", three().along(-1, "Softmax"), ScoreKind.SOFTMAX),
        stripped("log softmax", three().node("LogSoftmax"), ScoreKind.SOFTMAX),
        stripped("softmax, reshape", three().whole("to", 0, -1).node("Softmax").node("Reshape", "to"), ScoreKind.SOFTMAX),
        stripped("softmax, flatten", three().node("Softmax").node("Flatten"), ScoreKind.SOFTMAX),
        stripped("softmax, unsqueeze, squeeze",
            three().whole("at", 2).node("Softmax").node("Unsqueeze", "at").node("Squeeze", "at"), ScoreKind.SOFTMAX),
        stripped("softmax, identity, dropout", three().node("Softmax").node("Identity").node("Dropout"), ScoreKind.SOFTMAX),
        stripped("softmax, times 1", three().real("f", 1).node("Softmax").node("Mul", "f"), ScoreKind.SOFTMAX),
        stripped("softmax, plus 0, by 1",
            three().real("f", 1).real("z", 0).node("Softmax").node("Add", "z").node("Div", "f"),
            ScoreKind.SOFTMAX),
        stripped("softmax of class maps of one cell, flatten",
            new ClassifierGraph(3, 13).node("GlobalAveragePool").along(1, "Softmax").node("Flatten"),
            ScoreKind.SOFTMAX),
        stripped("softmax of version 11, flatten",
            new ClassifierGraph(3, 11).node("GlobalAveragePool").along(1, "Softmax").node("Flatten"),
            ScoreKind.SOFTMAX));
  }

  private static Stream<Case> values() {
    return Stream.of(
        new Case("softmax, times 100", three().real("f", 100).node("Softmax").node("Mul", "f"), ScoreKind.VALUE, 3,
            S -> each(softmax(S), p -> 100 * p)),
        new Case("softmax, softmax", three().node("Softmax").node("Softmax"), ScoreKind.SOFTMAX, 3, OnnxRolesTest::softmax),
        new Case("softmax over the positions' axis",
            new ClassifierGraph(3, 13).node("GlobalAveragePool").along(-1, "Softmax").node("Flatten"),
            ScoreKind.VALUE, 3, S -> each(S, _ -> 1)),
        new Case("hard sigmoid", three().node("HardSigmoid"), ScoreKind.VALUE, 3,
            S -> each(S, s -> Math.clamp(0.2 * s + 0.5, 0, 1))),
        new Case("tanh", three().node("Tanh"), ScoreKind.VALUE, 3, S -> each(S, Math::tanh)),
        new Case("relu", three().node("Relu"), ScoreKind.VALUE, 3, S -> each(S, s -> Math.max(0, s))),
        new Case("one logit", one(), ScoreKind.VALUE, 1, UnaryOperator.identity()),
        new Case("one logit without its axis", one().whole("at", 1).node("Squeeze", "at"), ScoreKind.VALUE, 1,
            UnaryOperator.identity()),
        new Case("softmax over one", one().node("Softmax"), ScoreKind.VALUE, 1, S -> each(S, _ -> 1)));
  }

  private static Stream<Case> sigmoids() {
    return Stream.of(stripped("sigmoids", three().node("Sigmoid"), ScoreKind.SIGMOID),
        stripped("sigmoids, reshape", three().whole("to", 0, -1).node("Sigmoid").node("Reshape", "to"), ScoreKind.SIGMOID),
        new Case("sigmoid", one().node("Sigmoid"), ScoreKind.SIGMOID, 1, UnaryOperator.identity()),
        new Case("sigmoid without its axis", one().whole("at", 1).node("Sigmoid").node("Squeeze", "at"), ScoreKind.SIGMOID, 1,
            UnaryOperator.identity()));
  }

  @TestFactory
  Stream<DynamicTest> everyEnd() {
    return Stream.of(softmaxes(), values(), sigmoids()).flatMap(cases -> cases)
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> check(c)));
  }

  /** The mean of a softmax at every position is no logit; of rectified class maps, as in SqueezeNet, it is. */
  @TestFactory
  Stream<DynamicTest> classMaps() {
    ClassifierGraph softmaxes = new ClassifierGraph(3, 13).along(1, "Softmax").node("GlobalAveragePool")
        .node("Flatten");
    ClassifierGraph rectified = new ClassifierGraph(3, 13).node("Relu").node("GlobalAveragePool").node("Flatten");
    return Stream.of(DynamicTest.dynamicTest("softmaxes", () -> assertEquals(ScoreKind.VALUE, kind(softmaxes.model()))),
        DynamicTest.dynamicTest("rectified", () -> assertEquals(ScoreKind.LOGITS, kind(rectified.model()))));
  }

  /** Where positions are scored, a softmax over the classes of each, or sigmoids, are left off; a softmax over the columns is not. */
  @TestFactory
  Stream<DynamicTest> positions() {
    return Stream.of(position("maps", new ClassifierGraph(3, 13), ScoreKind.LOGITS),
        position("softmax", new ClassifierGraph(3, 13).along(1, "Softmax"), ScoreKind.SOFTMAX),
        position("softmax, counted from the end", new ClassifierGraph(3, 13).along(-3, "Softmax"), ScoreKind.SOFTMAX),
        position("sigmoids", new ClassifierGraph(3, 13).node("Sigmoid"), ScoreKind.SIGMOID),
        position("softmax over columns", new ClassifierGraph(3, 13).along(3, "Softmax"), ScoreKind.VALUE));
  }

  private static DynamicTest position(String name, ClassifierGraph graph, ScoreKind kind) {
    return DynamicTest.dynamicTest(name, () -> {
      Model model = graph.model();
      assertEquals(kind, kind(model));
      double wanted = IntStream.range(0, 3).mapToDouble(c -> ClassifierGraph.weight(1, c) * X.at(0, c, 2, 3)).sum();
      if (kind != ScoreKind.VALUE) assertEquals(wanted, model.scores(X, Executor.definition()).at(0, 1, 2, 3), 1e-14);
    });
  }

  private static ScoreKind kind(Model model) { return model.network().write(1, Mode.INFERENCE).scoreKind(); }

  private static void check(Case c) {
    Model model = c.graph().model();
    assertEquals(c.kind(), kind(model));
    double[] S = IntStream.range(0, c.classes()).mapToDouble(OnnxRolesTest::logit).toArray();
    Tensor wanted = Tensor.of(Shape.of(1, c.classes()), c.scores().apply(S));
    Tensor got = model.scores(X, Executor.definition());
    TensorDifference difference = TensorDifference.relative(wanted, got, 1e-13);
    assertTrue(difference.isWithin(), difference::toString);
  }

  private static double logit(int m) {
    double sum = 0;
    for (int c = 0; c < 3; c++)
      for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) sum += ClassifierGraph.weight(m, c) * X.at(0, c, i, j) / 16;
    return sum;
  }

  private static double[] softmax(double[] S) {
    double sum = DoubleStream.of(S).map(Math::exp).sum();
    return each(S, s -> Math.exp(s) / sum);
  }

  private static double[] each(double[] S, DoubleUnaryOperator f) { return Arrays.stream(S).map(f).toArray(); }
}
