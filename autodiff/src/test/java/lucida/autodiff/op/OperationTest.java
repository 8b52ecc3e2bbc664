package lucida.autodiff.op;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.autodiff.Apply;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Point;
import lucida.autodiff.Residual;
import lucida.autodiff.Vmap;
import lucida.autodiff.run.Executor;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.core.kernel.KernelChoice;
import lucida.core.kernel.Kernels;
import lucida.core.kernel.ScalarKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation on every case, without any rule of differentiation: its value by its definition, its adjoints by inner products of
 * the forward map, itself done several times at once.
 *
 * <p>Why the tolerances are what they are: with the scalar kernels all sums are taken in double, in one order, so a batch gives the same
 * bits. Between two orders of summation of at most 100 terms there are at most 100 ulps of the largest partial sum: 2e-14 of the largest
 * cell, in which no case cancels by more than 10; the elementary functions of a provider add a few ulps of their own.
 */
class OperationTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final double ROUNDING = 3e-14;
  private static final int MANY = 3;

  private static Stream<DynamicTest> each(Consumer<Case> check) {
    return Cases.all().map(each -> DynamicTest.dynamicTest(each.toString(), () -> check.accept(each)));
  }

  private static List<Tensor> inputs(Case each) {
    return Executor.float64().values(each.y().inputs(), each.at());
  }

  @TestFactory
  Stream<DynamicTest> isItsDefinition() {
    Executor scalar = Executor.of(Precision.FLOAT64, SCALAR);
    return each(c -> {
      Tensor y = Executor.float64().value(c.y(), c.at());
      assertEquals(c.y().shape(), y.shape());
      double[] defined = Definition.value(c.op(), inputs(c), c.y().shape());
      Residual.within(ROUNDING, c + " against its definition", y.toDoubles(), defined);
      Residual.within(ROUNDING, c + " on scalar kernels", scalar.value(c.y(), c.at()).toDoubles(), defined);
    });
  }

  /** In float32 every cell is a sum of at most 100 terms, rounded when stored and when read: 100 halves of 2⁻²³. */
  @TestFactory
  Stream<DynamicTest> isTheSameInFloat32() {
    return each(c -> Residual.within(6e-6, c + " in float32", Executor.float32().value(c.y(), c.at()).toDoubles(),
        Executor.float64().value(c.y(), c.at()).toDoubles()));
  }

  /** ⟨L x_i, y⟩ = ⟨x_i, Lᵢᵀ y⟩ with all other inputs 0. */
  @TestFactory
  Stream<DynamicTest> linearHasItsAdjoints() {
    return Cases.all().filter(c -> c.op() instanceof Linear).map(c -> DynamicTest.dynamicTest(c.toString(), () -> {
      Linear L = (Linear) c.op();
      List<Tensor> x = inputs(c);
      Tensor y = normal(c.y().shape());
      for (Kernels kernels : List.of(SCALAR, KernelChoice.standard().kernels()))
        for (int i = 0; i < x.size(); i++) {
          int only = i;
          List<Tensor> alone = IntStream.range(0, x.size())
              .mapToObj(j -> j == only ? x.get(j) : Tensor.zeros(x.get(j).shape(), Precision.FLOAT64)).toList();
          Tensor back = filled(L.adjoint(i), List.of(y), kernels);
          assertEquals(x.get(i).shape(), back.shape());
          inner(c + ", adjoint " + i, filled(L, alone, kernels), y, x.get(i), back);
        }
    }));
  }

  private static Tensor filled(Linear L, List<Tensor> x, Kernels kernels) {
    Shape shape = L.shape(x.stream().map(Tensor::shape).toList());
    Storage y = Precision.FLOAT64.allocate(shape.size());
    L.map().fill(L.transposed(), x, y, kernels);
    return Tensor.of(shape, y);
  }

  /** ⟨∂T/∂x, x⟩ = ⟨∂T/∂w, w⟩ = ⟨∂T/∂z, z⟩ = T(x, w, z). */
  @TestFactory
  Stream<DynamicTest> facesOfAFormAgree() {
    Stream<Trilinear> forms = Cases.all().map(Case::op).filter(Bilinear.class::isInstance).map(op -> ((Bilinear) op).form())
        .distinct();
    return forms.map(T -> DynamicTest.dynamicTest(T.toString(), () -> {
      Map<Slot, Tensor> seated = Map.of(Slot.X, normal(T.shape(Slot.X)), Slot.W, normal(T.shape(Slot.W)), Slot.Z,
          normal(T.shape(Slot.Z)));
      for (Kernels kernels : List.of(SCALAR, KernelChoice.standard().kernels()))
        for (Slot one : Slot.values())
          for (Slot other : Slot.values())
            if (one != other)
              inner(T + ", " + one + " against " + other, face(T, one, seated, kernels), seated(seated, one),
                  face(T, other, seated, kernels), seated(seated, other));
    }));
  }

  private static Tensor face(Trilinear T, Slot open, Map<Slot, Tensor> seated, Kernels kernels) {
    List<Slot> others = open.others();
    Storage y = Precision.FLOAT64.allocate(T.shape(open).size());
    T.fill(open, seated(seated, others.getFirst()).cells(), seated(seated, others.getLast()).cells(), y, kernels);
    return Tensor.of(T.shape(open), y);
  }

  private static Tensor seated(Map<Slot, Tensor> seated, Slot slot) {
    return requireNonNull(seated.get(slot));
  }

  /** For one x: ⟨L(x) v, y⟩ = ⟨v, L(x)ᵀ y⟩. */
  @TestFactory
  Stream<DynamicTest> selectionHasItsTranspose() {
    return Cases.all().filter(c -> c.op() instanceof Selection).map(c -> DynamicTest.dynamicTest(c.toString(), () -> {
      Selection S = (Selection) c.op();
      Expr x = c.y().inputs().getFirst();
      Tensor v = inputs(c).getLast();
      Input up = Input.of("y", c.y().shape());
      Tensor y = normal(up.shape());
      Map<Expr, Tensor> given = new HashMap<>(c.at());
      given.put(up, y);
      inner(c + ", transposed", Executor.float64().value(c.y(), c.at()), y, v,
          Executor.float64().value(Apply.of(S.adjoint(), x, up), given));
    }));
  }

  /** ⟨a, b⟩ = ⟨c, d⟩ up to the rounding of Σ |a b|. */
  private static void inner(String what, Tensor a, Tensor b, Tensor c, Tensor d) {
    double left = 0;
    double right = 0;
    double size = 0;
    for (int i = 0; i < a.size(); i++) {
      left += a.cell(i) * b.cell(i);
      size += Math.abs(a.cell(i) * b.cell(i));
    }
    for (int i = 0; i < c.size(); i++) {
      right += c.cell(i) * d.cell(i);
      size += Math.abs(c.cell(i) * d.cell(i));
    }
    Residual.within(ROUNDING, what, left == right ? 0 : Math.abs(left - right) / size);
  }

  /** For every subset of inputs of which there are three, the others shared: mapped over at once, against a loop over slices. */
  @TestFactory
  Stream<DynamicTest> manyAtOnceAreEachAlone() {
    return each(c -> {
      int n = c.y().inputs().size();
      for (int subset = 1; subset < 1 << n; subset++) {
        int bits = subset;
        many(c, IntStream.range(0, n).mapToObj(i -> (bits >> i & 1) == 1).toList());
      }
    });
  }

  /** What is mapped reads its slice of one row of numbers, so that any subset of the inputs can move along. */
  private static void many(Case c, List<Boolean> marked) {
    List<Tensor> one = inputs(c);
    Map<Expr, Tensor> given = new HashMap<>();
    List<Expr> in = new ArrayList<>();
    List<List<Tensor>> slices = new ArrayList<>();
    int length = IntStream.range(0, one.size()).filter(marked::get).map(i -> one.get(i).size()).sum();
    Input all = Input.of("all", length);
    int start = 0;
    for (int i = 0; i < one.size(); i++) {
      Shape shape = one.get(i).shape();
      slices.add(values(one.get(i), marked.get(i), c.op()));
      if (marked.get(i)) {
        in.add(all.slice(0, start, start + shape.size()).reshape(shape));
        start += shape.size();
      } else {
        Input input = Input.of("x" + i, shape);
        given.put(input, one.get(i));
        in.add(input);
      }
    }
    Input rows = Input.of("rows", MANY, length);
    given.put(rows, rows(slices, marked, length));
    Expr y = Vmap.over(Apply.of(c.op(), in), all, rows);
    assertEquals(c.y().shape().insert(0, MANY), y.shape());
    for (Kernels kernels : List.of(SCALAR, KernelChoice.standard().kernels())) {
      Executor executor = Executor.of(Precision.FLOAT64, kernels);
      double[] together = executor.value(y, given).toDoubles();
      double[] alone = IntStream.range(0, MANY).boxed()
          .flatMapToDouble(k -> Arrays.stream(alone(c, executor, slices, k))).toArray();
      if (kernels.equals(SCALAR)) assertArrayEquals(alone, together, () -> c + ", mapped " + marked);
      else Residual.within(ROUNDING, c + ", mapped " + marked, together, alone);
    }
  }

  private static Tensor rows(List<List<Tensor>> slices, List<Boolean> marked, int length) {
    double[] cells = new double[MANY * length];
    int start = 0;
    for (int k = 0; k < MANY; k++)
      for (int i = 0; i < slices.size(); i++)
        if (marked.get(i)) for (double cell : slices.get(i).get(k).toDoubles()) cells[start++] = cell;
    return Tensor.of(Shape.of(MANY, length), cells);
  }

  private static double[] alone(Case c, Executor executor, List<List<Tensor>> slices, int k) {
    Map<Input, Tensor> given = new HashMap<>();
    List<Expr> in = new ArrayList<>();
    for (List<Tensor> values : slices) {
      Input input = Input.of("x", values.get(k).shape());
      given.put(input, values.get(k));
      in.add(input);
    }
    return executor.value(Apply.of(c.op(), in), given).toDoubles();
  }

  /** The value itself, then others near it: positive where it is. */
  private static List<Tensor> values(Tensor x, boolean marked, Op op) {
    return IntStream.range(0, MANY).mapToObj(k -> {
      if (!marked || k == 0) return x;
      Tensor noise = normal(x.shape(), k);
      return Tensor.filled(x.shape(), Precision.FLOAT64,
          i -> op instanceof Pointwise ? x.cell(i) * Math.exp(noise.cell(i)) : noise.cell(i));
    }).toList();
  }

  private static Tensor normal(Shape shape) { return normal(shape, 29); }

  private static Tensor normal(Shape shape, long seed) {
    Point point = Point.seeded(seed);
    Input x = point.normal("x", shape);
    return Tensor.of(shape, point.cells(x));
  }
}
