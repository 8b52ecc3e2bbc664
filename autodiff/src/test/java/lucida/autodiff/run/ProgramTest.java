package lucida.autodiff.run;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Constant;
import lucida.autodiff.Differential;
import lucida.autodiff.Expr;
import lucida.autodiff.Graph;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.Reverse;
import lucida.autodiff.SmallNet;
import lucida.autodiff.Taylor;
import lucida.autodiff.Windows;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.ScalarKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Programs: equal calls once, cuts, and a peak of memory that is known before anything runs and is the one that is met. */
class ProgramTest {
  private final SmallNet net = new SmallNet();

  @Test
  void equalCallsAreMadeOnce() {
    Input x = Input.of("x", 3);
    Expr twice = x.tanh().times(x.sech()).plus(x.tanh().times(x.sech()));
    assertEquals(4, Program.of(List.of(twice)).steps().size(), "tanh, sech, ⊙, +");
    Expr a = x.plus(1).scale(2).exp();
    Expr b = x.plus(1).scale(2).exp();
    Program both = Program.of(List.of(a, b, a));
    assertEquals(3, both.steps().size());
    assertEquals(3, both.results().size());
    assertSame(both.results().getFirst(), both.results().get(1));
    Input other = Input.of("x", 3);
    assertEquals(2, Program.of(List.of(x.tanh(), other.tanh())).steps().size(), "two inputs of one name are two");
    assertEquals(2, Program.of(List.of(x.scale(2), x.scale(-2))).steps().size());
  }

  /** Whichever result is asked for first. The absolute value does not keep the sign: its gate looks at x. */
  @Test
  void gatesReadTheSignOffAReluThatIsComputedAnyway() {
    Input x = Input.of("x", 3);
    Expr z = x.plus(1);
    Expr y = z.relu().square().sum();
    Expr slope = Differential.gradient(y, z);
    Tensor at = Tensor.vector(-3, -1, 2);
    for (List<Expr> wanted : List.of(List.of(slope, y), List.of(y, slope))) {
      Program program = Program.of(wanted);
      assertEquals(1, program.steps().stream().filter(step -> step.inputs().contains(z)).count(), program::toString);
      List<Tensor> values = Executor.float64().values(wanted, Map.of(x, at));
      assertArrayEquals(new double[]{0, 0, 6}, values.get(wanted.indexOf(slope)).toDoubles());
    }
    Program abs = Program.of(List.of(Differential.gradient(z.abs().square().sum(), z)));
    assertEquals(2, abs.steps().stream().filter(step -> step.inputs().contains(z)).count(), abs::toString);
  }

  /** Results may be inputs, literals, or twice the same. */
  @Test
  void resultsOfAnyKind() {
    Input x = Input.of("x", 2);
    List<Tensor> values = Executor.float64().values(List.of(x, Constant.one(Shape.of(2)), x.scale(3), x),
        Map.of(x, Tensor.of(Shape.of(2), 1.5, 2)));
    assertEquals(List.of(1.5, 1.0, 4.5, 1.5), values.stream().map(v -> v.cell(0)).toList());
    assertEquals(List.of(), Executor.float64().values(List.of(), Map.of()));
  }

  /** ∂S/∂A entered at A: the image and the filters below need no value; the numbers are those from the image. */
  @Test
  void nothingBelowACutIsComputed() {
    Expr A = net.features(Expr::tanh);
    Expr g = Differential.gradient(net.head(A, Expr::softplus).at(0, 0).exp(), A);
    double[] fromImage = net.point.values(g);
    Program cut = Program.of(List.of(g), A);
    assertTrue(cut.steps().size() < Program.of(List.of(g)).steps().size());
    assertEquals(Set.of(A, net.w2, net.w3), Set.copyOf(cut.given()));
    Map<Expr, Tensor> given = new LinkedHashMap<>(net.point.given());
    given.keySet().removeAll(List.of(net.x, net.w1));
    given.put(A, Executor.float64().value(A, net.point.given()));
    assertArrayEquals(fromImage, Executor.float64().run(cut, given).getFirst().toDoubles());
    assertEquals(List.of(A), Program.of(List.of(A), A).results());
  }

  /** Run once, run again, in another order, in another precision: a program holds no values. */
  @Test
  void oneProgramServesManyRunsAndBothPrecisions() {
    Expr third = Taylor.jet(net.smooth().at(0, 1), net.x, net.x, 3).derivative(3);
    Program program = Program.of(List.of(third));
    double first = Executor.float64().run(program, net.point.given()).getFirst().item();
    Tensor single = Executor.float32().run(program, net.point.given()).getFirst();
    assertEquals(Precision.FLOAT32, single.precision());
    double error = Math.abs(single.item() - first) / Math.abs(first);
    // 300 roundings of 6e-8, as in DiagonalTest with the ulp of float32
    Residual.within(2e-5, "D3 in float32 against float64", error);
    assertTrue(error > 0, "float32 rounds");
    assertEquals(first, Executor.float64().run(program, net.point.given()).getFirst().item());
  }

  /** What a selector chooses is found once, and serves the value, the way back and every coefficient; another choice is another. */
  @Test
  void choicesAreMadeOnceForEachSelector() {
    Point point = Point.seeded(5);
    Input x = point.normal("x", 4, 6);
    Input v = point.normal("v", 4, 6);
    Expr pooled = x.maxPool(Windows.square(2)).exp().sum();
    AtomicInteger choices = new AtomicInteger();
    Kernels scalar = new ScalarKernels();
    Kernels counting = (Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[]{Kernels.class},
        (_, method, with) -> {
          if (method.getName().equals("argMax")) choices.incrementAndGet();
          return method.invoke(scalar, with);
        });
    List<Expr> wanted = List.of(pooled, Differential.gradient(pooled, x), Differential.hvp(pooled, x, v),
        Taylor.jet(pooled, x, v, 3).derivative(3));
    Executor.of(Precision.FLOAT64, counting).values(wanted, point.given());
    assertEquals(1, choices.get());
    List<Expr> several = List.of(x.largest(0), x.largest(1), x.largest(), x.maxPool(Windows.square(2)),
        x.maxPool(Windows.of(2, 2, 1, 0)));
    List<double[]> together = point.values(several);
    for (int i = 0; i < several.size(); i++)
      assertArrayEquals(point.values(several.get(i)), together.get(i), several.get(i).toString());
  }

  // ---- memory

  /** What lives at each step, counted as arrays and not as formulas: a view shares the array of what it views. */
  private static long lives(Program program, Map<? extends Expr, Tensor> given) {
    Executor executor = Executor.float64();
    Map<Expr, Tensor> value = new HashMap<>();
    for (Expr e : program.given()) value.put(e, requireNonNull(given.get(e)));
    Set<Storage> inputs = cells(value.values());
    long peak = 0;
    for (Program.Step step : program.steps()) {
      Map<Expr, Tensor> in = new HashMap<>();
      for (Expr x : step.inputs())
        in.put(x, x instanceof Constant(double c, Shape s) ? Tensor.filled(s, Precision.FLOAT64, c) : value.get(x));
      Single single = new Single(step);
      value.put(step.target(), executor.value(single.apply(), single.given(in)));
      long literals = step.inputs().stream().filter(Constant.class::isInstance).mapToLong(x -> x.shape().size()).sum();
      peak = Math.max(peak, literals + size(value.values(), inputs));
      for (Expr dead : step.dying()) assertTrue(dead instanceof Constant || value.remove(dead) != null, () -> dead + " dies twice");
    }
    for (Expr result : program.results()) assertTrue(result instanceof Constant || value.containsKey(result), "a result must live");
    return Math.max(peak, size(value.values(), inputs)
        + program.results().stream().filter(Constant.class::isInstance).mapToLong(x -> x.shape().size()).sum());
  }

  private static Set<Storage> cells(Collection<Tensor> tensors) {
    Set<Storage> cells = Collections.newSetFromMap(new IdentityHashMap<>());
    tensors.forEach(tensor -> cells.add(tensor.cells()));
    return cells;
  }

  private static long size(Collection<Tensor> tensors, Set<Storage> apart) {
    return cells(tensors).stream().filter(each -> !apart.contains(each)).mapToLong(Storage::length).sum();
  }

  private Map<String, List<Expr>> programs() {
    Expr S = net.smooth().at(0, 0);
    Input x = net.point.normal("t", 4, 6);
    Map<String, List<Expr>> all = new LinkedHashMap<>();
    all.put("the net", List.of(S));
    all.put("its gradients", Reverse.gradients(S.exp(), List.of(net.x, net.w1, net.w2, net.w3)));
    all.put("its third derivative", List.of(Taylor.jet(S, net.x, net.x, 3).derivative(3)));
    all.put("a Hessian-vector product", List.of(Differential.hvp(S, net.w1, net.w1)));
    Expr t = x.tanh();
    Expr view = t.reshape(24);
    all.put("a view outlives what it views", List.of(t.exp().sum(), view.exp().sum(), view.square()));
    all.put("views of an input and of views",
        List.of(x.reshape(24).reshape(3, 8).exp(), t.reshape(2, 12).permute(1, 0).reshape(24), t.scale(2)));
    all.put("literals", List.of(x.gate(Constant.one(x.shape())), x.plus(3).sum(), Constant.one(x.shape())));
    all.put("a result used further", List.of(t, t.exp(), t.exp().sum()));
    all.put("nothing to do", List.of(x));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> peakIsKnownBeforeItIsMet() {
    return programs().entrySet().stream().map(named -> dynamicTest(named.getKey(), () -> {
      Program program = Program.of(named.getValue());
      assertEquals(lives(program, net.point.given()), program.peak());
    }));
  }

  /** The same steps depth first: each as soon as it is first needed. */
  private static long depthFirst(Program program) {
    Map<Expr, Program.Step> steps = new HashMap<>();
    program.steps().forEach(step -> steps.put(step.target(), step));
    Set<Expr> later = new HashSet<>(program.results());
    List<Program.Step> order = new ArrayList<>();
    for (Expr e : Graph.order(program.results(), e -> steps.containsKey(e) ? requireNonNull(steps.get(e)).inputs() : List.of())
        .reversed()) {
      if (!steps.containsKey(e)) continue;
      Program.Step step = requireNonNull(steps.get(e));
      order.addFirst(new Program.Step(step.call(), step.inputs().stream().filter(later::add).toList()));
    }
    return new Program(order, program.given(), program.results()).peak();
  }

  /**
   * A net of 8 and one of 32 layers. A gradient needs the activation of every layer: one each, and three more while it works; depth
   * first is as good as any order there. A jet needs one layer at a time, whatever the depth, if its coefficients are computed layer by
   * layer: depth first would compute one coefficient after the other and keep all layers.
   */
  @Test
  void bothOrdersOfWorkAreTried() {
    Input x = Input.of("x", 1, 2, 6, 6);
    Input v = Input.of("v", x.shape());
    List<Program> back = new ArrayList<>();
    List<Program> jet = new ArrayList<>();
    for (int layers : new int[]{8, 32}) {
      Expr e = x;
      for (int l = 0; l < layers; l++) e = e.convolve(Input.of("w" + l, 2, 2, 3, 3), 1, 1).tanh();
      back.add(Program.of(List.of(Differential.gradient(e.sum(), x))));
      jet.add(Program.of(List.of(Taylor.jet(e, x, v, 3).coefficient(3))));
      long most = (layers + 3) * 72L;
      assertTrue(back.getLast().peak() <= most,
          () -> back.getLast().peak() + " cells, not " + most + ", for the gradient through " + layers + " layers");
      assertEquals(depthFirst(back.getLast()), back.getLast().peak(), "a gradient depth first");
      assertTrue(depthFirst(jet.getLast()) > jet.getLast().peak(), "a jet depth first");
    }
    assertEquals(jet.getFirst().peak(), jet.getLast().peak(), "a jet through 8 layers and through 32");
  }

  @Test
  void saysWhatIsMissing() {
    Input x = Input.of("x", 2);
    Expr t = x.tanh();
    assertEquals("No value was given for x of shape [2]", message(t, Map.of()));
    assertEquals("The value given for x has the shape [3], wanted is [2]",
        message(t, Map.of(x, Tensor.of(Shape.of(3), 1.0, 2, 3))));
    Expr deep = t;
    for (int i = 0; i < 1000; i++) deep = deep.times(x).exp();
    Expr cut = deep;
    assertEquals("No value was given for exp of shape [2]", assertThrows(ShapeException.class,
        () -> Executor.float64().run(Program.of(List.of(cut.sum()), cut), Map.of())).getMessage());
  }

  private static String message(Expr y, Map<Expr, Tensor> given) {
    return String.valueOf(assertThrows(ShapeException.class, () -> Executor.float64().value(y, given)).getMessage());
  }

  /** One step as a formula of new inputs. */
  private record Single(Program.Step step, List<Input> inputs) {
    Single(Program.Step step) {
      this(step, step.inputs().stream().map(x -> Input.of("x", x.shape())).toList());
    }

    Apply apply() { return (Apply) Apply.of(step.op(), List.copyOf(inputs)); }

    Map<Expr, Tensor> given(Map<Expr, Tensor> in) {
      Map<Expr, Tensor> renamed = new HashMap<>();
      IntStream.range(0, inputs.size()).forEach(i -> renamed.put(inputs.get(i), requireNonNull(in.get(step.inputs().get(i)))));
      return renamed;
    }
  }
}
