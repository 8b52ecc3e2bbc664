package lucida.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.cam.channels.Cam;
import lucida.cam.channels.GradCam;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Normalisation;
import org.junit.jupiter.api.Test;

class SaliencyMapTest {
  private static final Probe PROBE = Example.GAP.probe();

  private static SaliencyMap map(double... cells) {
    return SaliencyMap.rectified(Tensor.of(Shape.of(2, 2), cells), new GradCam(), PROBE, List.of());
  }

  private static List<Flag.Kind> kinds(SaliencyMap map) {
    return map.flags().stream().map(Flag::kind).toList();
  }

  @Test
  void ordinaryMapHasNoFlag() {
    SaliencyMap map = map(-1, 0, 1, 2);
    assertEquals(List.of(), map.flags());
    assertTrue(map.isRectified());
    assertTrue(map.map().sameAs(Tensor.of(Shape.of(2, 2), 0.0, 0, 1, 2)));
  }

  @Test
  void nothingIsLeft() {
    assertEquals(List.of(Flag.Kind.ALL_NEGATIVE), kinds(map(-1, -2, 0, -1)));
    assertEquals(List.of(Flag.Kind.FLAT), kinds(map(0, 0, 0, 0)));
    assertEquals(List.of(Flag.Kind.FLAT), kinds(map(-3, -3, -3, -3)));
  }

  /** That a method ends in a ReLU is a fact of the method: it holds where nothing is cut off, and where both maps are one object. */
  @Test
  void whetherItIsRectifiedIsNoMatterOfObjects() {
    Tensor L = Tensor.of(Shape.of(2, 2), 1.0, 2, 0, 1);
    assertTrue(SaliencyMap.of(L, L, true, map(1, 2, 0, 1).origin(), List.of()).isRectified());
    assertFalse(SaliencyMap.of(L, L.relu(), false, map(1, 2, 0, 1).origin(), List.of()).isRectified());
  }

  /** A map that keeps its sign may be negative. */
  @Test
  void signedMapsMayBeNegative() {
    SaliencyMap map = SaliencyMap.signed(Tensor.of(Shape.of(2, 2), -1.0, -2, 0, -1), new Cam(), PROBE, List.of());
    assertEquals(List.of(), map.flags());
    assertFalse(map.isRectified());
  }

  @Test
  void notFiniteCellsAreCounted() {
    Flag flag = map(Double.NaN, 1, Double.POSITIVE_INFINITY, 0).flags().getFirst();
    assertEquals(new Flag(Flag.Kind.NON_FINITE, 2, "2 of 4 cells are NaN or infinite"), flag);
  }

  /** What the method says stands before what the map shows. */
  @Test
  void flagsOfTheMethodAreKept() {
    SaliencyMap map = SaliencyMap.rectified(Tensor.of(Shape.of(2, 2), 0.0, 0, 0, 0), new GradCam(), PROBE,
        List.of(Flag.note("so")));
    assertEquals(List.of(Flag.Kind.NOTE, Flag.Kind.FLAT), kinds(map));
  }

  /** A network whose layer is 0 everywhere: a map without anything, and a word why. */
  @Test
  void deadLayer() {
    Subject dead = Example.DENSE.with("conv2.bias", bias -> bias.map(_ -> -1000));
    assertEquals(List.of(Flag.Kind.FLAT), kinds(new GradCam().explain(dead.probe(Example.picture(0), Target.ofClass(1)))));
  }

  /** Normalised first, then resized: of two cells the middle of four lies between. */
  @Test
  void shown() {
    Tensor shown = map(0, 4, 0, 4).shown(Normalisation.MAX, 2, 4, Filter.BILINEAR);
    assertTrue(shown.sameAs(Tensor.matrix(new double[]{0, 0.25, 0.75, 1}, new double[]{0, 0.25, 0.75, 1})), shown.toString());
    assertTrue(map(0, 4, 0, 4).shown(Normalisation.MAX, 2, 4, Filter.NEAREST).select(0, 0).sameAs(Tensor.vector(0, 0, 1, 1)));
  }

  /** The channels of a pixel map are joined by their largest magnitude. */
  @Test
  void pixelMaps() {
    Tensor pixels = Tensor.filled(Shape.of(3, 2, 2), Precision.FLOAT64, e -> e == 9 ? -5 : e == 1 ? 2 : 0);
    SaliencyMap map = SaliencyMap.signed(pixels, new GradCam(), PROBE, List.of());
    assertTrue(map.isOfPixels());
    assertTrue(map.shown(Normalisation.NONE, 2, 2, Filter.NEAREST).sameAs(Tensor.matrix(new double[]{0, 5}, new double[]{0, 0})));
  }
}
