package lucida.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShapeTest {
  private static final Shape PICTURES = Shape.of(2, 3, 4, 5);

  private static String refusal(Executable call) { return assertThrows(ShapeException.class, call).getMessage(); }

  @Test
  void countsItsCells() {
    assertEquals(120, PICTURES.size());
    assertEquals(4, PICTURES.rank());
    assertEquals(1, Shape.SCALAR.size());
    assertEquals(0, Shape.of(7, 0, 3).size());
    assertEquals(0, Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 0).size());
    assertEquals(Integer.MAX_VALUE, Shape.of(Integer.MAX_VALUE).size());
  }

  @Test
  void refusesExtentsThatNoTensorHas() {
    assertEquals("Shape [2, -1]: the extent -1 is negative", refusal(() -> Shape.of(2, -1)));
    assertEquals("Shape [0, -1]: the extent -1 is negative", refusal(() -> Shape.of(0, -1)));
    assertEquals("Shape [65536, 32768] has more cells than the 2147483647 of one tensor", refusal(() -> Shape.of(65536, 32768)));
    assertEquals("Shape [65536, 65536, 65536, 65536, 65536] has more cells than the 2147483647 of one tensor",
        refusal(() -> Shape.of(65536, 65536, 65536, 65536, 65536)));
  }

  @Test
  void neitherSharesNorShowsItsArray() {
    int[] extents = {2, 3};
    Shape shape = Shape.of(extents);
    extents[0] = 9;
    shape.extents()[1] = 9;
    assertEquals(Shape.of(2, 3), shape);
  }

  @Test
  void stridesLeadFromCellToCell() {
    assertArrayEquals(new int[]{60, 20, 5, 1}, PICTURES.strides());
    assertArrayEquals(new int[0], Shape.SCALAR.strides());
    assertEquals(1 * 60 + 2 * 20 + 3 * 5 + 4, PICTURES.cell(1, 2, 3, 4));
    assertEquals(0, Shape.SCALAR.cell());
  }

  @Test
  void indexIsTheInverseOfCell() {
    for (int cell = 0; cell < PICTURES.size(); cell++) assertEquals(cell, PICTURES.cell(PICTURES.index(cell)));
    assertArrayEquals(new int[]{1, 2, 3, 4}, PICTURES.index(119));
    assertArrayEquals(new int[0], Shape.SCALAR.index(0));
  }

  @Test
  void refusesIndicesOutside() {
    assertEquals("Shape [2, 3, 4, 5]: an index has 4 numbers, not 1", refusal(() -> PICTURES.cell(0)));
    assertEquals("Shape [2, 3, 4, 5]: no index 3 along axis 1",
        assertThrows(IndexOutOfBoundsException.class, () -> PICTURES.cell(0, 3, 0, 0)).getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> PICTURES.cell(0, 0, 0, -1));
    assertEquals("Shape [2, 3, 4, 5] has 120 cells, none is 120",
        assertThrows(IndexOutOfBoundsException.class, () -> PICTURES.index(120)).getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> Shape.of(0).index(0));
  }

  @Test
  void axesComeAndGo() {
    assertEquals(Shape.of(2, 5), PICTURES.without(2, 1));
    assertEquals(Shape.SCALAR, PICTURES.without(0, 1, 2, 3));
    assertEquals(PICTURES, PICTURES.without());
    assertEquals(Shape.of(2, 9, 4, 5), PICTURES.with(1, 9));
    assertEquals(Shape.of(7, 2, 3), Shape.of(2, 3).insert(0, 7));
    assertEquals(Shape.of(2, 3, 7), Shape.of(2, 3).insert(2, 7));
    assertArrayEquals(new boolean[]{true, false, false, true}, PICTURES.marked(3, 0));
    assertArrayEquals(new int[]{0, 1, 2, 3}, PICTURES.axes());
  }

  @Test
  void refusesAxesItDoesNotHave() {
    assertEquals("Shape [2, 3, 4, 5] has no axis 4, only 4 axes counted from 0", refusal(() -> PICTURES.extent(4)));
    assertEquals("Shape [2, 3, 4, 5] has no axis -1, only 4 axes counted from 0", refusal(() -> PICTURES.with(-1, 1)));
    assertEquals("Shape [2, 3, 4, 5]: axis 1 is named twice", refusal(() -> PICTURES.without(1, 2, 1)));
    assertEquals("Shape [2, 3]: no place 3 for a new axis", refusal(() -> Shape.of(2, 3).insert(3, 1)));
  }

  @Test
  void equalShapesHaveEqualExtents() {
    assertEquals(Shape.of(2, 3, 4, 5), PICTURES);
    assertEquals(Shape.of(2, 3, 4, 5).hashCode(), PICTURES.hashCode());
    assertNotEquals(Shape.of(2, 3, 20), PICTURES);
    assertNotEquals(Shape.of(0, 3), Shape.of(3, 0));
    assertEquals("[2, 3, 4, 5]", PICTURES.toString());
  }
}
