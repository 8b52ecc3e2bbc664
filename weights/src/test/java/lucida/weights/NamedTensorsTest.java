package lucida.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.model.Fixture;
import org.junit.jupiter.api.Test;

final class NamedTensorsTest {
  private static NamedTensor named(String name, float... values) {
    return NamedTensor.of(name, Tensor.of(Shape.of(values.length), values));
  }

  private static NamedTensors of(NamedTensor... tensors) { return NamedTensors.of("x.pt", Map.of(), List.of(tensors)); }

  private static String refusal(Runnable action) { return assertThrows(WeightsException.class, action::run).getMessage(); }

  @Test
  void keepsTheOrder() {
    NamedTensors tensors = of(named("z", 1), named("a", 2), named("m", 3));
    assertEquals(List.of("z", "a", "m"), tensors.names());
    assertEquals(2, tensors.get("a").item());
    assertEquals(3, tensors.size());
    assertTrue(tensors.has("m"));
  }

  @Test
  void saysWhatThereIsInstead() {
    assertEquals("x.pt has no tensor 'b', only 'a'", refusal(() -> of(named("a", 1)).get("b")));
    assertEquals("x.pt has no tensor 'b': it has none", refusal(() -> of().get("b")));
  }

  /** Ten names, then a count. */
  @Test
  void listsAtMostTenNames() {
    NamedTensors twelve = NamedTensors.of("x.pt", Map.of(), IntStream.range(0, 12).mapToObj(i -> named("n" + i, i)).toList());
    String message = refusal(() -> twelve.get("b"));
    assertTrue(message.endsWith("'n9' and 2 more"), message);
  }

  @Test
  void refusesTwoOfOneName() {
    assertEquals("x.pt: two tensors have the name 'a'", refusal(() -> of(named("a", 1), named("a", 2))));
  }

  @Test
  void stripsAPrefixWhereItIs() {
    NamedTensors tensors = of(named("module.a", 1), named("b.module.c", 2));
    assertEquals(List.of("a", "b.module.c"), tensors.strip("module.").names());
    assertSame(tensors.get("module.a"), tensors.strip("module.").get("a"));
  }

  @Test
  void refusesToStripWhereNamesClash() {
    String message = refusal(() -> of(named("module.a", 1), named("a", 2)).strip("module."));
    assertEquals("x.pt has both 'a' and 'module.a': 'module.' cannot be taken off", message);
  }

  @Test
  void reportsWhatIsNotFinite() {
    NamedTensors tensors = of(named("fine", 0, Float.MAX_VALUE), named("nan", 1, Float.NaN),
        named("infinite", Float.NEGATIVE_INFINITY, 0),
        NamedTensor.of("double", Tensor.of(Shape.of(2), 1, Double.POSITIVE_INFINITY)));
    assertEquals(List.of("nan", "infinite", "double"), tensors.nonFinite());
    assertEquals(List.of("F64", "F32", "F16", "BF16"), Fixture.read("dtypes.pt").nonFinite());
  }

  @Test
  void refusesAPrecisionThatTheDtypeIsNotHeldIn() {
    Tensor t = Tensor.zeros(Shape.SCALAR, Precision.FLOAT64);
    for (Dtype dtype : Dtype.values()) {
      if (dtype.precision() == Precision.FLOAT64)
        assertEquals(dtype, new NamedTensor("a", dtype, t).dtype());
      else assertTrue(refusal(() -> new NamedTensor("a", dtype, t)).contains("FLOAT64"));
    }
    assertEquals(List.of(Dtype.F32, Dtype.F16, Dtype.BF16),
        Stream.of(Dtype.F32, Dtype.F16, Dtype.BF16).filter(dtype -> dtype.precision() == Precision.FLOAT32).toList());
  }
}
