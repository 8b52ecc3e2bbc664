package lucida.judge.bias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.judge.results.BiasTable;
import lucida.judge.statistics.Proportion;
import lucida.pictures.Picture;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/** Known answers: pictures of noise, in some of which a patch is planted, with maps that are given. */
class CueSearchTest {
  private static final RandomStream RANDOM = RandomStream.of(8693);
  private static final int SIDE = MappedPicture.SIDE;
  private static final int PATCH = 8;
  private static final int OF_CLASS = 24;
  private static final CueSearch SEARCH = new CueSearch(2);

  /** What is planted: stripes. */
  private static double stripe(int c, int j) { return j % 3 == c ? 0.9 : 0.1; }

  /** Where a random spot of picture i begins. */
  private static Spot spot(int i, String what) {
    RandomStream random = RANDOM.stream(what).stream(i);
    return new Spot(random.below(SIDE - PATCH + 1, 0), random.below(SIDE - PATCH + 1, 1), PATCH);
  }

  /** A picture of noise, with the patch at a spot if one is given, whose map is even on another spot and pale elsewhere. */
  private static MappedPicture picture(int i, int label, Optional<Spot> planted, Spot looked) {
    RandomStream noise = RANDOM.stream("noise").stream(i);
    Tensor pixels = Tensor.filled(Shape.of(3, SIDE, SIDE), Precision.FLOAT64, e -> {
      int c = e / (SIDE * SIDE), row = e / SIDE % SIDE, column = e % SIDE;
      return planted.filter(at -> isIn(at, row, column)).map(at -> stripe(c, column - at.left())).orElse(noise.uniform(e));
    });
    Tensor energy = plane((row, column) -> (isIn(looked, row, column) ? 0.9 / (PATCH * PATCH) : 0) + 0.1 / (SIDE * SIDE));
    return new MappedPicture(i, "picture " + i, label, pixels, energy, plane((_, _) -> 1),
        planted.map(at -> plane((row, column) -> isIn(at, row, column) ? 1 : 0)));
  }

  private interface Cell {
    double of(int row, int column);
  }

  private static Tensor plane(Cell cell) {
    Storage cells = Precision.FLOAT64.allocate(SIDE * SIDE);
    for (int e = 0; e < cells.length(); e++) cells.set(e, cell.of(e / SIDE, e % SIDE));
    return Tensor.of(Shape.of(SIDE, SIDE), cells);
  }

  private static boolean isIn(Spot spot, int row, int column) {
    return row >= spot.top() && row < spot.top() + spot.side() && column >= spot.left() && column < spot.left() + spot.side();
  }

  /** Three classes; those of class 0 are made by the argument. */
  private static List<MappedPicture> pictures(IntFunction<MappedPicture> ofFirst) {
    List<MappedPicture> all = new ArrayList<>();
    for (int i = 0; i < 3 * OF_CLASS; i++)
      all.add(i % 3 == 0 ? ofFirst.apply(i) : picture(i, i % 3, Optional.empty(), spot(i, "look")));
    return all;
  }

  /** The patch is in every picture of class 0, wherever, and the maps look at it: all that is there is found, and nothing else. */
  @Test
  void aPlantedBias() {
    List<Cue> cues = SEARCH.of(pictures(i -> picture(i, 0, Optional.of(spot(i, "plant")), spot(i, "plant"))));
    assertEquals(1, cues.size(), cues.toString());
    Cue cue = cues.getFirst();
    assertEquals("0 APPEARANCE strong", cue.label() + " " + cue.kind() + " " + cue.strength());
    assertEquals(Map.of(0, 1.0, 1, 0.0, 2, 0.0), cue.frequency());
    assertEquals(1, cue.excess());
    assertEquals(Optional.of(1.0), cue.onTruth());
    assertEquals(OF_CLASS / 2, cue.spots().size());
    assertTrue(cue.energy() > 0.85 && cue.energy() <= 1, String.valueOf(cue.energy()));
    for (Map.Entry<Integer, Spot> seen : cue.seen().entrySet()) {
      Spot planted = spot(seen.getKey(), "plant"), at = seen.getValue();
      assertTrue(at.left() >= planted.left() && at.left() + at.side() <= planted.left() + PATCH, planted + " " + at);
    }
    BiasTable table = new BiasTable(new LinkedHashMap<>(), new LinkedHashMap<>(Map.of(0, OF_CLASS)), cues, c -> "c" + c);
    assertEquals(1 + 3, table.csv().lines().count());
    assertEquals(new Proportion(OF_CLASS / 2, OF_CLASS / 2).over(new Proportion(0, OF_CLASS)), cue.interval(),
        "half of each class measures");
    assertTrue(cue.interval().low() < 0.8 && cue.interval().high() == 1, "certainty is not to be had of 12 pictures");
    assertTrue(table.csv().contains("c0,appearance,strong,1.0," + cue.interval().low() + ",1.0,"), table.csv());
    assertTrue(table.json().contains("\"share on the true cue\" : 1.0"), table.json());
  }

  /** The patch is in half of the pictures of every class, and maps look at it in none more than in another. */
  @Test
  void aBalancedSet() {
    List<MappedPicture> all = new ArrayList<>();
    for (int i = 0; i < 3 * OF_CLASS; i++)
      all.add(
          picture(i, i % 3, i % 2 == 0 ? Optional.of(spot(i, "plant")) : Optional.empty(), spot(i, i % 2 == 0 ? "plant" : "look")));
    assertEquals(List.of(), SEARCH.of(all));
  }

  /** The patch goes with class 0, but the network does not look at it. */
  @Test
  void aCueThatIsNotUsed() {
    assertEquals(List.of(), SEARCH.of(pictures(i -> picture(i, 0, Optional.of(new Spot(24, 24, PATCH)), spot(i, "look")))));
  }

  /** Maps of class 0 are always in the upper corner, whatever is there. */
  @Test
  void aPlace() {
    List<Cue> cues = SEARCH.of(pictures(i -> picture(i, 0, Optional.empty(), new Spot(0, 0, PATCH))));
    assertEquals(1, cues.size(), cues.toString());
    assertEquals("0 PLACE strong 1.0",
        cues.getFirst().label() + " " + cues.getFirst().kind() + " " + cues.getFirst().strength() + " "
            + cues.getFirst().atBorder());
    assertEquals(Optional.empty(), cues.getFirst().onTruth());
  }

  /** Two rows of a map, 3 and 1: the first lies in the margin of one pixel around the object over 8 + 2 columns. What is negative counts for nothing. */
  @Test
  void whatIsOutside() {
    ObjectTruth object = new ObjectTruth(1, new Box(8, 8, 15, 15), Optional.empty());
    LabelledPicture labelled = new LabelledPicture("x", Tensor.zeros(Shape.of(3, SIDE, SIDE), Precision.FLOAT32),
        OptionalInt.of(1), List.of(object));
    Picture seen = Picture.painted(SIDE, SIDE, (x, y) -> x == 3 && y == 5 ? 0xFF0000 : 0);
    Tensor map = plane((row, column) -> row == 7 ? 3 : row == 20 ? 1 : -5);
    MappedPicture mapped = MappedPicture.of(4, labelled, seen, map, 1);
    assertEquals((3.0 * (SIDE - 10) + SIDE) / (4.0 * SIDE), mapped.energy().sum(), 1e-12);
    assertEquals(1, mapped.pixels().at(0, 5, 3));
    assertEquals(0, mapped.freeIn(new Spot(8, 8, 8)));
    assertEquals(new Spot(0, 0, 8).side(), mapped.strongest(8).side());
    assertTrue(mapped.strongest(8).top() <= 7, "the stronger row");
  }

  @Test
  void tooFew() {
    assertEquals(List.of(),
        SEARCH.of(pictures(i -> picture(i, 0, Optional.of(spot(i, "plant")), spot(i, "plant"))).subList(0, 12)));
  }
}
