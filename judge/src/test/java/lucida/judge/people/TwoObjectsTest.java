package lucida.judge.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/** A picture of one row: class 4 is its first pixel, class 2 the two behind it, and nothing the last. */
class TwoObjectsTest {
  private static ObjectTruth object(int label, double... mask) {
    return new ObjectTruth(label, new Box(0, 0, 0, 3), Optional.of(Tensor.vector(mask).reshape(Shape.of(1, 4))));
  }

  private static LabelledPicture picture(ObjectTruth... objects) {
    return new LabelledPicture("x", Tensor.zeros(Shape.of(1, 1, 4), Precision.FLOAT64), OptionalInt.empty(), List.of(objects));
  }

  @Test
  void theShareOfTheEnergyOnEach() {
    TwoObjects two = TwoObjects.of(picture(object(4, 1, 0, 0, 0), object(2, 0, 1, 0, 0), object(2, 0, 0, 1, 0))).orElseThrow();
    assertEquals(List.of(4, 2), two.classes());
    assertEquals(List.of(0.4, 0.5), two.energies(Tensor.vector(4, -2, 3, 1).reshape(Shape.of(1, 4))));
    Tensor colours = Tensor.of(Shape.of(2, 1, 4), 1, 0, 0, 1, 0, -2, 0, 0);
    assertEquals(List.of(0.25, 0.5), two.energies(colours), "channels are added, whatever their sign");
    assertEquals(List.of(0.0, 0.0), two.energies(Tensor.zeros(Shape.of(1, 4), Precision.FLOAT64)));
    assertEquals(Optional.empty(), TwoObjects.of(picture(object(4, 1, 0, 0, 0), object(4, 0, 1, 0, 0))));
  }
}
