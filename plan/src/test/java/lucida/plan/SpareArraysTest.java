package lucida.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpareArraysTest {
  @Test
  void whatWasGivenIsTakenByItsLength() {
    SpareArrays spare = new SpareArrays(1000);
    float[][] first = spare.take(List.of(3, 5, 3));
    assertNotSame(first[0], first[2]);
    spare.give(first);
    assertEquals(44, spare.bytes(), "11 numbers of 4 bytes");
    float[][] second = spare.take(List.of(5, 4));
    assertSame(first[1], second[0]);
    assertEquals(4, second[1].length);
    assertEquals(24, spare.bytes());
  }

  /** With room for 10 numbers: the array of 6 goes when one of 5 comes, and one of 11 is never kept. */
  @Test
  void theBoundIsKept() {
    SpareArrays spare = new SpareArrays(40);
    float[][] six = spare.take(List.of(6));
    spare.give(six);
    spare.give(new float[5]);
    assertEquals(20, spare.bytes());
    assertNotSame(six[0], spare.take(List.of(6))[0]);
    spare.give(new float[11]);
    assertEquals(0, spare.bytes());
  }
}
