package lucida.judge.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class WordTableTest {
  private static final Tensor MASK = Tensor.of(Shape.of(2, 2), 0, 0, 1, 0);

  /** By hand: of 1, 0, 3 and −1 the largest cell is on the mask, and 3 of 4 of what is positive; of two largest cells one is half a hit. */
  @Test
  void sights() {
    assertEquals(Optional.of(new WordFinding.Sight(1, 0.75)), WordFinding.Sight.of(Tensor.of(Shape.of(2, 2), 1, 0, 3, -1), MASK));
    assertEquals(Optional.of(new WordFinding.Sight(0.5, 0.5)), WordFinding.Sight.of(Tensor.of(Shape.of(2, 2), 2, 0, 2, -5), MASK));
    assertEquals(Optional.of(new WordFinding.Sight(0, 0)), WordFinding.Sight.of(Tensor.of(Shape.of(2, 2), 2, 1, 0, -5), MASK));
    assertEquals(Optional.empty(), WordFinding.Sight.of(Tensor.of(Shape.of(2, 2), 0, -1, -2, 0), MASK), "no value is positive");
  }

  /** A map that is compared with one that has no positive value is compared with nothing. */
  @Test
  void aFindingHasBoth() {
    Tensor map = Tensor.of(Shape.of(2, 2), 1, 0, 3, -1), none = Tensor.of(Shape.of(2, 2), 0, 0, -1, 0);
    assertEquals(Optional.empty(), WordFinding.of(0, "object", "mentioned", map, none, MASK));
    WordFinding found = WordFinding.of(0, "object", "mentioned", map, Tensor.of(Shape.of(2, 2), 4, 0, 0, 0), MASK).orElseThrow();
    assertEquals(0.25, found.area());
    assertEquals(new WordFinding.Sight(0, 0), found.control());
  }

  /** Two scenes with one word each, and three things that were said: means in per cent, and what there is none of. */
  @Test
  void tables() {
    WordFinding.Sight on = new WordFinding.Sight(1, 0.75), beside = new WordFinding.Sight(0, 0.25);
    WordTable table = new WordTable(
        List.of(new Said(0, "caption", false, true), new Said(1, "caption", false, false), new Said(2, "colour", true, true)),
        List.of(new WordFinding(0, "object", "mentioned", on, beside, 0.1),
            new WordFinding(1, "object", "mentioned", beside, on, 0.3)));
    List<List<String>> said = table.accuracies(), maps = table.maps();
    assertEquals("caption 50.0", said.get(1).getFirst() + " " + said.get(1).get(1).split(" ", -1)[0]);
    assertEquals(List.of("2", "–", "0"), said.get(1).subList(2, 5));
    assertEquals(List.of("colour", "–", "0"), said.get(2).subList(0, 3));
    assertEquals(2, maps.size(), "a line of head, and one of objects");
    assertEquals(List.of("object", "mentioned", "50.0", "50.0", "50.0", "50.0", "0.0", "20.0", "2"),
        maps.get(1).stream().map(cell -> cell.split(" ", -1)[0]).toList());
    assertEquals(List.of("scene,kind,region,pointing,energy,control_pointing,control_energy,area",
        "0,object,mentioned,1.0,0.75,0.0,0.25,0.1"), table.csv().lines().limit(2).toList());
  }
}
