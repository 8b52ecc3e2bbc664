package lucida.autodiff.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lucida.autodiff.check.CheckReport;
import lucida.autodiff.check.GradientCheck;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The checker on every operation that a formula can hold. The kinds are sealed, so the list of operations is read off the types: one
 * that has no case fails here by name.
 */
class EveryOperationTest {
  /** A name for each operation that must have a case: each face of a form, each way through a choice. */
  static Set<String> operations() {
    Stream<String> linear = leaves(LinearMap.class).flatMap(EveryOperationTest::waysThrough);
    Stream<String> faces = leaves(Trilinear.class)
        .flatMap(form -> Arrays.stream(Slot.values()).map(open -> form.getSimpleName() + ", open at " + open));
    Stream<String> pointwise = Arrays.stream(Pointwise.values()).map(Pointwise::name);
    Stream<String> choices = leaves(Choice.class)
        .flatMap(choice -> Stream.of(choice.getSimpleName(), choice.getSimpleName() + "ᵀ"));
    return Stream.of(linear, faces, pointwise, choices).flatMap(names -> names).collect(Collectors.toCollection(TreeSet::new));
  }

  /** A map whose adjoint is of another type, or an instance of its own type, is never transposed. */
  private static Stream<String> waysThrough(Class<?> map) {
    Set<Class<?>> oneWay = Set.of(Addition.class, Scale.class, Reshape.class, Permute.class, Concatenation.class);
    return oneWay.contains(map) ? Stream.of(map.getSimpleName()) : Stream.of(map.getSimpleName(), map.getSimpleName() + "ᵀ");
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EveryOperationTest::leaves) : Stream.of(type);
  }

  private static String name(Op op) {
    return switch (op) {
      case Linear(var map, var transposed) -> map.getClass().getSimpleName() + (transposed ? "ᵀ" : "");
      case Bilinear(var form, var open) -> form.getClass().getSimpleName() + ", open at " + open;
      case Pointwise f -> f.name();
      case Selection(var choice, var transposed) -> choice.getClass().getSimpleName() + (transposed ? "ᵀ" : "");
    };
  }

  @Test
  void hasACaseForEveryOperation() {
    assertEquals(operations(), Cases.all().map(each -> name(each.op())).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Where a new kind of operation would appear unseen by the list above. */
  @Test
  void kindsAreTheFour() {
    assertEquals(List.of(Linear.class, Bilinear.class, Pointwise.class, Selection.class),
        List.of(Op.class.getPermittedSubclasses()));
  }

  @TestFactory
  Stream<DynamicTest> derivativesAgree() {
    GradientCheck check = GradientCheck.seeded(17);
    return Cases.all().map(each -> dynamicTest(each.toString(), () -> {
      CheckReport report = check.run(each.y(), each.at());
      assertTrue(report.passed(), report::toString);
    }));
  }
}
