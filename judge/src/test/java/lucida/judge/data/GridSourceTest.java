package lucida.judge.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.pictures.Preprocessing;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

class GridSourceTest {
  private static final int SIDE = 16;

  private static SceneSource scenes(String asked) {
    return SceneSource.parse(asked, 5, SIDE, Preprocessing.SCENES, Precision.FLOAT32);
  }

  /** Sixteen scenes show each class once: grid i is of the scenes 4i to 4i + 3, each as it is. */
  @Test
  void everyCellIsAScene() {
    GridSource grids = new GridSource(scenes("single:16"), 2, 0);
    assertEquals(4, grids.count());
    for (int i = 0; i < 4; i++) {
      LabelledPicture grid = grids.get(i).picture();
      assertEquals(Shape.of(3, 2 * SIDE, 2 * SIDE), grid.x().shape());
      for (int m = 0; m < 4; m++) {
        LabelledPicture scene = scenes("single:16").get(4 * i + m).picture();
        int top = m / 2 * SIDE, left = m % 2 * SIDE;
        Tensor cell = grid.x().slice(1, top, top + SIDE).slice(2, left, left + SIDE);
        assertTrue(cell.sameAs(scene.x()), "grid " + i + ", cell " + m);
        assertEquals(new Box(top, left, top + SIDE - 1, left + SIDE - 1), grid.objects().get(m).box());
        assertEquals(scene.label().orElseThrow(), grid.objects().get(m).label());
      }
      assertEquals(grid.objects().get(i).label(), grid.label().orElseThrow(), "the label of grid i is that of cell i");
    }
  }

  /** Where each cell has a head for sixteen classes, class c of cell m is number 16m + c. */
  @Test
  void headsOfTheirOwnNumberTheClassesCellByCell() {
    GridSource one = new GridSource(scenes("single:16"), 2, 0), own = new GridSource(scenes("single:16"), 2, 16);
    for (int i = 0; i < 4; i++) {
      LabelledPicture grid = one.get(i).picture(), heads = own.get(i).picture();
      for (int m = 0; m < 4; m++) assertEquals(16 * m + grid.objects().get(m).label(), heads.objects().get(m).label());
      assertEquals(heads.objects().get(i).label(), heads.label().orElseThrow());
      assertTrue(heads.x().sameAs(grid.x()));
    }
  }

  /** Nine does not divide sixteen: scenes of a class that is there already are passed over. */
  @Test
  void classesAreDifferent() {
    GridSource grids = new GridSource(scenes("single:40"), 3, 0);
    for (int i = 0; i < grids.count(); i++)
      assertEquals(9, grids.get(i).picture().objects().stream().map(ObjectTruth::label).distinct().count(), "grid " + i);
  }

  @Test
  void whatMakesNoGridIsRefused() {
    for (int n : List.of(1, 5))
      assertThrows(IllegalArgumentException.class, () -> new GridSource(scenes("single:30"), n, 0));
    assertEquals("a grid of 4 cells needs as many scenes, not 3",
        assertThrows(IllegalArgumentException.class, () -> new GridSource(scenes("single:3"), 2, 0)).getMessage());
  }
}
