package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import lucida.cam.catalogue.Methods;
import lucida.core.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all methods of the pixels have in common. */
class PixelMethodTest {
  private static final Settings FEW = new Settings(Optional.empty(), Optional.of(3), Optional.empty(), Optional.of(4),
      Optional.empty(),
      List.of(), List.of(), 9);

  /** Each is found by its name, keeps to a layer's name only where it uses one, and gives a map of the picture's shape or of its plane. */
  @ParameterizedTest
  @ValueSource(strings = {"gradient", "input-x-gradient", "guided-backprop", "deconvnet", "smoothgrad", "vargrad", "squaregrad",
      "guided-gradcam", "guided-gradcam++", "integrated-gradients", "occlusion", "rise", "fullgrad"})
  void isFoundByItsName(String name) {
    Method method = Methods.named(name, FEW);
    SaliencyMap map = method.explain(Example.DENSE.probe());
    assertEquals(name, map.origin().method());
    assertEquals(name.startsWith("guided-gradcam") ? Example.LAYER : "input", map.origin().layer());
    boolean ofThePlane = List.of("occlusion", "rise", "fullgrad").contains(name);
    assertEquals(ofThePlane ? Shape.of(12, 12) : Shape.of(3, 12, 12), map.map().shape());
    assertTrue(map.map().isFinite() && map.map().max() > map.map().min());
    assertTrue(method.runs(Example.DENSE.probe()) >= 2);
  }
}
