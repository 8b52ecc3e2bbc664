package lucida.judge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class BiasTableTest {
  private static BiasTable ofClasses(int... pictures) {
    SequencedMap<Integer, Integer> counts = new LinkedHashMap<>();
    for (int n : pictures) counts.put(counts.size(), n);
    return new BiasTable(new LinkedHashMap<>(), counts, List.of(), c -> "c" + c);
  }

  @Test
  void howManyOfEach() {
    assertEquals("15 pictures, 2 classes, 7 or 8 each", ofClasses(8, 7).counted());
    assertEquals("14 pictures, 2 classes, 7 each", ofClasses(7, 7).counted());
    assertEquals("27 pictures, 3 classes, 6 to 12 each", ofClasses(9, 12, 6).counted());
  }

  /** What is not found is not said not to be there: in words for people, and in the file for programs. */
  @Test
  void nothingFound() {
    BiasTable table = ofClasses(7, 8);
    assertEquals(
        "no cue found: nothing recurs in the maps of one class that is rare in others (15 pictures, 2 classes, 7 or 8 each; half of"
            + " them to find it, half to measure it); that does not say that there is no bias",
        table.nothing());
    assertTrue(table.json().contains(table.nothing()), table.json());
  }
}
