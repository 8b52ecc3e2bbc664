package lucida.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import lucida.autodiff.AdjointJets;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Input;
import lucida.autodiff.ReceptiveField;
import lucida.autodiff.Reverse;
import lucida.autodiff.Taylor;
import lucida.autodiff.Vmap;
import lucida.autodiff.Windows;
import lucida.autodiff.function.ActivationFunctions;
import lucida.autodiff.op.Cases;
import lucida.autodiff.run.Executor;
import lucida.autodiff.run.Program;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.FiniteWatch;
import lucida.core.kernel.KernelChoice;
import lucida.layers.Cut;
import lucida.layers.Forward;
import lucida.layers.Mode;
import lucida.layers.Network;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plan against the interpreter: every operation, what fuses and what must not, several orders of derivatives. */
class PlanTest {
  private static final long SEED = 11;

  private static Tensor gaussian(String name, Shape shape) {
    return RandomStream.of(SEED).stream(name).gaussian(shape, Precision.FLOAT32, 0, 1);
  }

  /** Every operation over awkward shapes: with everything varying, and with all but the first input fixed. */
  @TestFactory
  Stream<DynamicTest> everyOperation() {
    return Cases.all().map(each -> dynamicTest(each.toString(), () -> {
      Map<Expr, Tensor> at = new HashMap<>();
      each.at().forEach((x, value) -> at.put(x, value.to(Precision.FLOAT32)));
      new Compared(List.of(each.y()), Map.of(), at).check();
      if (each.at().isEmpty()) return;
      Map<Expr, Tensor> first = Map.of(each.at().firstEntry().getKey(), each.at().firstEntry().getValue().to(Precision.FLOAT32));
      at.keySet().removeAll(first.keySet());
      new Compared(List.of(each.y()), at, first).check();
    }));
  }

  /** Two convolutions, a pool and a smooth head: everything depends on A in all orders. */
  @Test
  void jetsToTheThirdOrder() {
    Input x = Input.of("x", 2, 17, 9, 8);
    Input v = Input.of("v", 2, 17, 9, 8);
    Input w = Input.of("w", 24, 17, 3, 3);
    Input u = Input.of("u", 24, 24, 3, 3);
    Expr y = x.convolve(w, Windows.of(3, 3, 1, 1), 1).relu().convolve(u, Windows.of(3, 3, 2, 1), 1).tanh()
        .maxPool(Windows.square(2))
        .sum().exp();
    List<Expr> wanted = Stream.of(0, 1, 2, 3).map(k -> Taylor.jet(y, x, v, 3).coefficient(k)).toList();
    Map<Expr, Tensor> fixed = Map.of(w, gaussian("w", w.shape()).scale(0.05), u, gaussian("u", u.shape()).scale(0.02));
    new Compared(wanted, fixed, Map.of(x, gaussian("x", x.shape()), v, gaussian("v", v.shape()))).check();
  }

  /** Channels that are joined are stored where the join wants them, unless they are read elsewhere, too, or are no whole vectors. */
  @ParameterizedTest
  @CsvSource({"16, false, 0", "16, true, 1", "12, false, 1"})
  void joinsInPlace(int channels, boolean isReadTwice, int joins) {
    Input x = Input.of("x", 2, 16, 7, 9);
    Input u = Input.of("u", channels, 16, 1, 1);
    Input v = Input.of("v", 32, 16, 3, 3);
    Input w = Input.of("w", 8, 32 + channels, 1, 1);
    Expr a = x.convolve(u, Windows.square(1), 1).relu();
    Expr b = x.convolve(v, Windows.of(3, 3, 1, 1), 1).relu();
    Expr z = Expr.concat(1, List.of(a, b)).convolve(w, Windows.square(1), 1);
    List<Expr> wanted = isReadTwice ? List.of(z, a) : List.of(z);
    Map<Expr, Tensor> fixed = Map.of(u, gaussian("u", u.shape()), v, gaussian("v", v.shape()), w, gaussian("w", w.shape()));
    assertEquals(joins, plan(1).compile(Program.of(wanted), fixed).stages().stream()
        .filter(stage -> stage instanceof Stage.Join).count());
    new Compared(wanted, fixed, Map.of(x, gaussian("x", x.shape()))).check();
  }

  /** On the way back through dense layers rows of weights that meet zeros only are not read, but where an infinity would be lost. */
  @ParameterizedTest
  @CsvSource({"1, 2", "Infinity, 0"})
  void readsLiveRows(float first, int live) {
    Input x = Input.of("x", 3, 300);
    Input u = Input.of("u", 257, 300);
    Input v = Input.of("v", 600, 257);
    Expr y = x.matmulTransposed(u).relu().matmulTransposed(v).relu().sum();
    Map<Expr, Tensor> fixed = Map.of(u, startingWith(first, gaussian("u", u.shape())), v,
        startingWith(first, gaussian("v", v.shape())));
    List<Expr> wanted = List.of(Reverse.gradient(y, x));
    assertEquals(live, plan(1).compile(Program.of(wanted), fixed).stages().stream()
        .filter(stage -> stage instanceof Stage.LiveProduct).count());
    new Compared(wanted, fixed, Map.of(x, gaussian("x", x.shape()))).check();
  }

  /** Products of many rows and fixed matrices, either way round: packed once. Not where rows are no whole vectors, or an infinity would meet zeros that pad. */
  @ParameterizedTest
  @CsvSource({"48, 1, 2", "50, 1, 0", "48, Infinity, 1"})
  void packsFixedMatrices(int columns, float first, int packed) {
    Input x = Input.of("x", 20, 32);
    Input u = Input.of("u", 32, columns);
    Input v = Input.of("v", 64, columns);
    Expr y = x.matmul(u).tanh().matmulTransposed(v);
    Map<Expr, Tensor> fixed = Map.of(u, startingWith(first, gaussian("u", u.shape())), v, gaussian("v", v.shape()));
    assertEquals(packed, plan(1).compile(Program.of(List.of(y)), fixed).stages().stream()
        .filter(stage -> stage instanceof Stage.Convolve).count());
    new Compared(List.of(y), fixed, Map.of(x, gaussian("x", x.shape()))).check();
  }

  private static Tensor startingWith(float first, Tensor x) {
    Storage cells = Precision.FLOAT32.allocate(x.size());
    for (int i = 0; i < x.size(); i++) cells.set(i, i == 0 ? first : x.cell(i));
    return Tensor.of(x.shape(), cells);
  }

  /** ∂S/∂A as Grad-CAM asks for it, with A given. */
  @Test
  void gradientToALayerThatIsGiven() {
    Network network = SmallNetworks.dense();
    Forward forward = network.write(1, Mode.INFERENCE);
    Cut cut = Cut.at(forward, "join1");
    Expr gradient = Reverse.gradient(cut.scores().sum(), cut.activations());
    Map<Expr, Tensor> fixed = new HashMap<>(NetworkPlanTest.model(network).givenWeights(forward));
    Map<Expr, Tensor> varying = Map.of(cut.activations(), gaussian("A", cut.activations().shape()));
    Program program = Program.of(List.of(gradient, cut.scores()), cut.activations());
    Map<Expr, Tensor> all = new HashMap<>(fixed);
    all.putAll(varying);
    List<Tensor> exact = Executor.float64().run(program, all);
    List<Tensor> planned = plan(2).compile(program, fixed).run(varying);
    for (int i = 0; i < exact.size(); i++)
      for (int cell = 0; cell < exact.get(i).size(); cell++)
        assertEquals(exact.get(i).cell(cell), planned.get(i).cell(cell), 1e-4 * (1 + Math.abs(exact.get(i).cell(cell))));
  }

  private static Plan plan(int threads) { return new Plan(KernelChoice.named("vector", threads).kernels()); }

  /** NaN, infinities and denormals in pictures and in filters, forwards and backwards. */
  @Test
  void specialNumbersArrive() {
    Input x = Input.of("x", 1, 64, 12, 12);
    Input w = Input.of("w", 64, 64, 3, 3);
    Expr y = x.convolve(w, Windows.of(3, 3, 1, 1), 1).relu();
    Expr back = Reverse.pullback(y, Constant.one(y.shape()), x);
    Tensor picture = spoiled(integers("x", x.shape()), 700);
    Tensor filter = integers("w", w.shape());
    new Compared(List.of(y, back), Map.of(w, filter), Map.of(x, picture)).check();
    new Compared(List.of(y, back), Map.of(w, spoiled(filter, 5000)), Map.of(x, integers("x", x.shape()))).check();
  }

  private static Tensor integers(String name, Shape shape) { return gaussian(name, shape).map(Math::rint); }

  private static Tensor spoiled(Tensor x, int every) {
    double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Float.MIN_VALUE, Double.NEGATIVE_INFINITY};
    Storage cells = Precision.FLOAT32.allocate(x.size());
    for (int i = 0; i < x.size(); i++) cells.set(i, i % every == 3 ? special[i / every % 4] : x.cell(i));
    return Tensor.of(x.shape(), cells);
  }

  /** The same bits on any number of threads. */
  @Test
  void bitsDoNotDependOnThreads() {
    Network network = SmallNetworks.awkward();
    Forward forward = network.write(7, Mode.INFERENCE);
    Map<Expr, Tensor> fixed = new HashMap<>(NetworkPlanTest.model(network).givenWeights(forward));
    Map<Expr, Tensor> varying = Map.of(forward.x(), gaussian("x", forward.x().shape()));
    Program program = Program.of(List.of(forward.scores()));
    Tensor one = plan(1).compile(program, fixed).run(varying).getFirst();
    for (int threads : new int[]{2, 5}) assertTrue(one.sameAs(plan(threads).compile(program, fixed).run(varying).getFirst()));
  }

  /** A bias, a batch norm's factor and shift, the shortcut and the ReLU belong to the convolution before them. */
  @Test
  void aResidualBlockIsTwoStages() {
    Input x = Input.of("x", 1, 16, 8, 8);
    Input w = Input.of("w", 16, 16, 3, 3);
    Input s = Input.of("s", 16);
    Input t = Input.of("t", 16);
    Shape all = x.shape();
    Expr first = x.convolve(w, Windows.of(3, 3, 1, 1), 1).times(s.expandAlong(all, 1)).plus(t.expandAlong(all, 1)).relu();
    Expr block = first.convolve(w, Windows.of(3, 3, 1, 1), 1).plus(t.expandAlong(all, 1)).plus(x).relu();
    PlannedProgram planned = plan(1).compile(Program.of(List.of(block)),
        Map.of(w, gaussian("w", w.shape()), s, gaussian("s", s.shape()), t, gaussian("t", t.shape())));
    List<String> stages = planned.stages().stream().map(stage -> stage.text().replaceAll(" by .*", "")).toList();
    assertEquals(List.of("to channels-last", "convolve + bias, relu", "convolve + bias + addend, relu", "to row-major"), stages);
  }

  /** Cell by cell with numbers of channels that vary: one pass, and what others read of it is stored. */
  @Test
  void cellwiseOperationsAreOnePass() {
    Input x = Input.of("x", 2, 17, 8, 8);
    Input w = Input.of("w", 17, 17, 3, 3);
    Input s = Input.of("s", 17);
    Expr z = x.convolve(w, Windows.of(3, 3, 1, 1), 1);
    Expr centred = z.minus(z.mean(0, 2, 3).expandAlong(z.shape(), 1));
    Expr block = centred.times(s.expandAlong(z.shape(), 1)).plus(x).relu();
    Map<Expr, Tensor> varying = Map.of(x, gaussian("x", x.shape()), w, gaussian("w", w.shape()), s, gaussian("s", s.shape()));
    new Compared(List.of(block, centred.square().sum(0, 2, 3)), Map.of(), varying).check();
    PlannedProgram planned = plan(1).compile(Program.of(List.of(block)), Map.of());
    assertEquals(List.of("convolve with a filter that varies", "sum over positions", "interpreted Σ[0]", "cellwise scale",
        "to channels-last",
        "5 cellwise operations", "to row-major"), planned.stages().stream().map(Stage::text).toList());
  }

  /** Squeeze-and-excitation: numbers that each picture has of its own scale its channels, repeated by no stage. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aPicturesOwnScaleIsOnePass(int batch) {
    Input x = Input.of("x", batch, 17, 8, 8);
    Input w = Input.of("w", 17, 17, 3, 3);
    Expr z = x.convolve(w, Windows.of(3, 3, 1, 1), 1);
    Expr excited = z.times(z.mean(2, 3).tanh().expand(z.shape(), 2, 3)).plus(z);
    Map<Expr, Tensor> fixed = Map.of(w, gaussian("w", w.shape()));
    new Compared(List.of(excited), fixed, Map.of(x, gaussian("x", x.shape()))).check();
    PlannedProgram planned = plan(1).compile(Program.of(List.of(excited)), fixed);
    assertEquals(List.of("convolve", "sum over positions", "cellwise scale", "cellwise tanh", "2 cellwise operations"),
        planned.stages().stream().map(stage -> stage.text().replaceAll(" by .*", "")).filter(text -> !text.startsWith("to "))
            .toList());
  }

  /**
   * Third derivatives along many directions, [n, 1, C, H, W]: channels-last from the first convolution to the products with adjoints; what they share is
   * repeated for each by no stage.
   */
  @Test
  void directionsStayChannelsLast() {
    Input A = Input.of("A", 1, 16, 8, 9), w1 = Input.of("w1", 32, 16, 3, 3), w2 = Input.of("w2", 16, 32, 3, 3),
        w3 = Input.of("w3", 1152, 1);
    Expr hidden = ActivationFunctions.silu(A.convolve(w1, Windows.of(3, 3, 1, 1), 1));
    Expr y = ActivationFunctions.silu(hidden.convolve(w2, Windows.of(3, 3, 1, 1), 1).plus(A)).reshape(1, 1152)
        .matmul(w3);
    Input v = Input.of("v", A.shape()), u = Input.of("u", 1, 16, 1, 1), rows = Input.of("rows", 5, 1, 16, 1, 1);
    List<Expr> near = ReceptiveField.of(AdjointJets.derivatives(y, A, v, 3), v, u, 0, 4);
    List<Expr> wanted = Vmap.over(near, u, rows);
    Map<Expr, Tensor> fixed = new HashMap<>(Map.of(A, gaussian("A", A.shape()), w1, gaussian("w1", w1.shape()).scale(0.1), w2,
        gaussian("w2", w2.shape()).scale(0.1), w3, gaussian("w3", w3.shape())));
    new Compared(wanted, fixed, Map.of(rows, gaussian("rows", rows.shape()))).check();
    List<Expr> shared = shared(wanted, rows);
    List<Tensor> values = Executor.float32().run(Program.of(shared), fixed);
    for (int i = 0; i < values.size(); i++) fixed.put(shared.get(i), values.get(i));
    List<String> stages = plan(1).compile(Program.of(wanted, shared.toArray(Expr[]::new)), fixed).stages().stream().map(Stage::text)
        .toList();
    assertEquals(List.of("to channels-last", "to channels-last"), stages.stream().filter(text -> text.startsWith("to ")).toList(),
        "the directions, for the convolution and for the addend: " + stages);
    assertEquals(List.of(), stages.stream().filter(text -> text.contains("repeat") || text.contains("expand")).toList(),
        stages::toString);
  }

  /** What formulas read that does not depend on rows. */
  private static List<Expr> shared(List<Expr> formulas, Input rows) {
    SequencedSet<Expr> moving = Graph.dependent(Set.of(rows), Graph.order(formulas, Expr::inputs), Expr::inputs);
    return moving.stream().flatMap(e -> e.inputs().stream()).filter(e -> e instanceof Apply && !moving.contains(e)).distinct()
        .toList();
  }

  /** A filter that is not finite is not spread over whole tiles. */
  @Test
  void aFilterThatVariesMayBeNonFinite() {
    Input x = Input.of("x", 1, 16, 24, 24);
    Input w = Input.of("w", 16, 16, 3, 3);
    Tensor bad = gaussian("w", w.shape()).map(d -> d > 3 ? Double.POSITIVE_INFINITY : d);
    Expr z = x.convolve(w, Windows.of(3, 3, 1, 1), 1);
    new Compared(List.of(z, Reverse.pullback(z, z, x), Reverse.pullback(z, z, w)), Map.of(),
        Map.of(x, gaussian("x", x.shape()), w, bad))
        .check();
  }

  /** A value that others read too is not fused away. */
  @Test
  void whatIsReadTwiceStays() {
    Input x = Input.of("x", 1, 16, 8, 8);
    Input w = Input.of("w", 16, 16, 3, 3);
    Expr z = x.convolve(w, Windows.of(3, 3, 1, 1), 1);
    new Compared(List.of(z.relu(), z.scale(2).sum(), z), Map.of(w, gaussian("w", w.shape())), Map.of(x, gaussian("x", x.shape())))
        .check();
  }

  /**
   * An infinity of one weight that everything behind it hides: by a ReLU fused into its convolution, a ReLU of its own, a pooling, a chain of cellwise
   * steps, a sigmoid. Both executors see it, and nothing where there is none.
   */
  @TestFactory
  Stream<DynamicTest> hiddenInfinitiesAreSeen() {
    Input x = Input.of("x", 2, 16, 8, 8), shift = Input.of("shift", 16), w = Input.of("w", 16, 16, 3, 3);
    Expr z = x.convolve(w, Windows.of(3, 3, 1, 1), 1).plus(shift.expand(x.shape(), 0, 2, 3));
    Map<String, Expr> hidden = new LinkedHashMap<>();
    hidden.put("fused ReLU", z.relu());
    hidden.put("ReLU behind the picture", x.plus(shift.expand(x.shape(), 0, 2, 3)).relu());
    hidden.put("pooling", z.maxPool(Windows.square(2)).sum(2, 3));
    hidden.put("chain", z.times(x.relu().plus(x.times(x))).relu().times(x));
    hidden.put("sigmoid", z.sigmoid().sum());
    hidden.put("result", z);
    return hidden.entrySet().stream().map(each -> dynamicTest(each.getKey(), () -> {
      for (Executor executor : List.of(plan(2), Executor.float32(), Executor.float64()))
        for (double first : new double[]{0.5, Double.NEGATIVE_INFINITY}) {
          Tensor shifts = Tensor.filled(shift.shape(), executor.precision(), i -> i == 5 ? first : -0.25);
          Executor.Compiled compiled = executor.compile(Program.of(List.of(each.getValue())),
              Map.of(w, gaussian("w", w.shape()), shift, shifts));
          FiniteWatch watch = new FiniteWatch();
          Map<Expr, Tensor> given = Map.of(x, gaussian("x", x.shape()));
          List<Tensor> values = compiled.run(given, Optional.of(watch));
          assertEquals(Double.isFinite(first), watch.isFinite(), executor + ", " + first);
          assertTrue(values.getFirst().sameAs(compiled.run(given).getFirst()), "watched or not");
        }
    }));
  }

  @Test
  void aMissingOrMisshapenValueIsNamed() {
    Input x = Input.of("x", 2, 3);
    Executor.Compiled planned = plan(1).compile(Program.of(List.of(x.exp())), Map.of());
    assertThrows(ShapeException.class, () -> planned.run(Map.of()));
    assertThrows(ShapeException.class, () -> planned.run(Map.of(x, Tensor.zeros(Shape.of(3, 2), Precision.FLOAT32))));
  }

  /** Of another precision it hands over. */
  @Test
  void float64IsInterpreted() {
    Executor executor = plan(1).in(Precision.FLOAT64);
    assertEquals(Precision.FLOAT64, executor.precision());
    Input x = Input.of("x", 3);
    assertEquals(Precision.FLOAT64, executor.value(x.exp(), Map.of(x, Tensor.vector(1, 2, 3))).precision());
  }
}
