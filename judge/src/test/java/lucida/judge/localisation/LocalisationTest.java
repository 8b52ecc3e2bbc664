package lucida.judge.localisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.Metric;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each metric on a map of 6×8 cells that can be counted by hand, and again in plain loops on seeded maps. */
class LocalisationTest {
  private static final int H = JudgedMaps.HEIGHT;
  private static final int W = JudgedMaps.WIDTH;
  private static final Shape PLANE = Shape.of(H, W);
  /** Rows 1 and 2, columns 2 to 4: six cells. */
  private static final Box BOX = new Box(1, 2, 2, 4);

  private static Tensor cells(String... rows) {
    return Tensor.filled(PLANE, Precision.FLOAT64, e -> rows[e / W].charAt(e % W) - '0');
  }

  /** Four cells of 4 on the object, one of 8 beside it, one of 2 on the object; the rest 0. */
  private static final Tensor MAP = cells("00000000", "00440000", "00420080", "00000000", "00000000", "00000000");

  private static ObjectTruth object(Box box) {
    Tensor mask = Tensor.filled(PLANE, Precision.FLOAT64, e -> box.contains(e / W, e % W) ? 1 : 0);
    return new ObjectTruth(JudgedMaps.EXPLAINED, box, Optional.of(mask));
  }

  private static Judgement judgement(Metric metric, Tensor map, ObjectTruth... objects) {
    return JudgedMaps.judgement(metric, JudgedMaps.of(map, objects));
  }

  private static double value(Metric metric, Tensor map, ObjectTruth... objects) {
    return JudgedMaps.value(metric, JudgedMaps.of(map, objects)).value();
  }

  /** The map's cells: 4, 4, 4, 2 on the object of six cells and 8 beside it; 8 is the maximum. */
  @Test
  void byHand() {
    ObjectTruth object = object(BOX);
    assertEquals(0, value(new PointingGame(0), MAP, object));
    assertEquals(100, value(new PointingGame(2), MAP, object), "the maximum at (2, 6) is two columns from the object's last");
    assertEquals(100 * 14 / 22.0, value(new EnergyPointingGame(TruthBy.BOXES), MAP, object), 1e-12);
    assertEquals(14 / 22.0 * 48 / 6, value(new AttributionLocalisation(TruthBy.MASKS), MAP, object), 1e-12);
    assertEquals(100 * 14 / 22.0, value(new RelevanceMassAccuracy(TruthBy.BOXES), MAP, object), 1e-12);
    assertEquals(100 * 14 / 22.0, value(new RelevanceMassAccuracy(TruthBy.MASKS), MAP.negate(), object), 1e-12, "magnitudes");
    assertEquals(Judgement.leftOut("every cell of the map is 0"),
        judgement(new RelevanceMassAccuracy(TruthBy.BOXES), MAP.scale(0), object));
    // the six highest: 8, 4, 4, 4, 2 and one of the 43 zeros, of which two are on the object
    assertEquals(100 * (4 + 2 / 43.0) / 6, value(new RelevanceRankAccuracy(TruthBy.MASKS), MAP, object), 1e-12);
    assertEquals(100 * 1 / 2.0 * 1, value(new TopKIntersection(TruthBy.BOXES, 2), MAP, object), 1e-12);
    // 8 and of three 4s, all on the object, one
    assertEquals(100 * 3 / 5.0 + 100 * 1 / 5.0, value(new TopKIntersection(TruthBy.BOXES, 5), MAP, object), 1e-12);
    // normalised: ½ ½ ½ ¼ inside, 1 outside
    assertEquals(100 * 4 / 7.0, value(new LocDelta(0), MAP, object), 1e-12);
    assertEquals(100 * 3 / 7.0, value(new LocDelta(0.25), MAP, object), 1e-12);
    assertEquals(0, value(new LocDelta(0.5), MAP, object), 1e-12);
    assertEquals(100 * 3 / 7.0, value(new MaskIoU(0.5), MAP, object), 1e-12);
    // above 15 % of 8: the four cells in the 2×2 box (1..2, 2..3), whose IoU with 2×3 is 4/6
    assertEquals(0, value(new LocalisationError(0.15, 0), MAP, object));
    assertEquals(100, value(new LocalisationError(0.6, 0), MAP, object), "only the cell beside it is left");
    assertEquals(100 * 4 / 6.0, value(new MaxBoxAcc(List.of(0.5)), MAP, object), 1e-12);
    assertEquals(100, value(new InstanceRecall(0.5, InstanceRecall.Which.ALL), MAP, object));
    assertEquals(0, value(new InstanceRecall(0.6, InstanceRecall.Which.ALL), MAP, object));
  }

  /** Of two pictures one is right at thresholds up to ½, with IoU 4/6, the other only above, with IoU 1: at no threshold are both. */
  @Test
  void theBestThresholdIsOfAllPictures() {
    Tensor other = cells("00000000", "00888000", "00888000", "00000000", "44444444", "44444444");
    List<Judgement.Value> values = new ArrayList<>();
    for (Tensor map : List.of(MAP, other)) values.add((Judgement.Value) judgement(new MaxBoxAcc(List.of(0.5)), map, object(BOX)));
    assertEquals(100, values.getLast().value());
    assertEquals(100, new MaxBoxAcc(List.of(0.5)).summary(values), "IoU of the other is 1 at every threshold: its parts are apart");
    assertEquals(200 / 3.0 * 1 + 100 / 3.0 * 0.5, new MaxBoxAcc(List.of(0.3, 0.5, 0.7)).summary(values), 1e-12);
    assertTrue(new MaxBoxAcc(List.of(0.5)).summarisesCurves() && new Pxap().summarisesCurves());
  }

  /** A part of two cells that is the object's box, and one of three cells elsewhere: the largest is not the best. */
  @Test
  void theLargestPartAloneMayMiss() {
    Tensor map = cells("00000000", "00000000", "00000000", "11100000", "00000011", "00000000");
    ObjectTruth object = object(new Box(4, 6, 4, 7));
    assertEquals(100, value(new MaxBoxAcc(List.of(0.5)), map, object));
    // at the threshold 0 all is one part, whose box is the picture
    assertEquals(100 * 2 / 48.0, value(new MaxBoxAcc(List.of(0.5), MaxBoxAcc.Parts.LARGEST), map, object), 1e-12);
  }

  /** Of class 1 two of three are hits, of class 4 none of one: 1/2 · (2/3 + 0), where the mean over pictures is 2/4. */
  @Test
  void theMeanOfClasses() {
    ClassMeanPointingGame game = new ClassMeanPointingGame(0);
    List<Judgement.Value> values = new ArrayList<>();
    for (double[] hit : new double[][]{{1, 100}, {1, 100}, {1, 0}, {4, 0}})
      values.add((Judgement.Value) Judgement.of(hit[1], List.of(hit[0])));
    assertEquals(100 / 3.0, game.summary(values), 1e-13);
    assertEquals(50, new PointingGame(0).summary(values));
    Judgement.Value value = JudgedMaps.value(new ClassMeanPointingGame(2), JudgedMaps.of(MAP, object(BOX)));
    assertEquals(List.of((double) JudgedMaps.EXPLAINED), value.curve());
    assertEquals(100, value.value());
  }

  /** Three objects of one class: on one the map reaches its half, one is small, one is half hidden. */
  @Test
  void instances() {
    ObjectTruth found = object(BOX), small = object(new Box(5, 0, 5, 1));
    ObjectTruth hidden = new ObjectTruth(JudgedMaps.EXPLAINED, new Box(4, 4, 5, 7), Optional.empty(), Map.of(),
        OptionalDouble.of(0.5));
    assertEquals(100 / 3.0, value(new InstanceRecall(0.5, InstanceRecall.Which.ALL), MAP, found, small, hidden), 1e-12);
    assertEquals(0, value(new InstanceRecall(0.5, InstanceRecall.Which.SMALL), MAP, found, small, hidden));
    assertEquals(50, value(new InstanceRecall(0.5, InstanceRecall.Which.LARGE), MAP, found, small, hidden));
    assertEquals(0, value(new InstanceRecall(0.5, InstanceRecall.Which.OCCLUDED), MAP, found, small, hidden));
    assertEquals(Judgement.leftOut("no occluded object of the class is known"),
        judgement(new InstanceRecall(0.5, InstanceRecall.Which.OCCLUDED), MAP, found));
  }

  /** Parts that touch by a corner are one. */
  @Test
  void connectedParts() {
    Tensor map = cells("10000011", "01000011", "00000000", "00111000", "00000000", "10000000");
    List<ConnectedParts.Part> parts = ConnectedParts.of(map, 1);
    assertEquals(List.of(new ConnectedParts.Part(2, new Box(0, 0, 1, 1)), new ConnectedParts.Part(4, new Box(0, 6, 1, 7)),
        new ConnectedParts.Part(3, new Box(3, 2, 3, 4)), new ConnectedParts.Part(1, new Box(5, 0, 5, 0))), parts);
    assertEquals(Optional.of(parts.get(1)), ConnectedParts.largest(map, 1));
    assertEquals(Optional.empty(), ConnectedParts.largest(map, 2));
    assertEquals(1.0 / 7, ConnectedParts.iou(new Box(0, 0, 1, 1), new Box(1, 1, 2, 2)), 1e-15);
    assertEquals(0, ConnectedParts.iou(new Box(0, 0, 1, 1), new Box(2, 0, 3, 1)));
  }

  /** All thresholds in one pass find what a search at each of them finds: on maps with many equal cells, with cells below 0, at a threshold and just below it, and on noise. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void growingPartsAreThoseOfEachThreshold(int number) {
    Tensor noise = RandomStream.of(number).uniform(Shape.of(23, 31), Precision.FLOAT32, -0.1, 1.05);
    Tensor steps = noise.map(v -> Math.rint(v * 20) / 20).to(Precision.FLOAT64);
    for (Tensor map : List.of(JudgedMaps.map(number), steps, steps.map(Math::nextDown), noise)) {
      double[] best = GrowingParts.best(map, 100, MaxBoxAcc.Parts.ALL, box -> ConnectedParts.iou(box, BOX)),
          largest = GrowingParts.best(map, 100, MaxBoxAcc.Parts.LARGEST, box -> ConnectedParts.iou(box, BOX));
      for (int t = 0; t < best.length; t++)
        assertEquals(
            ConnectedParts.of(map, (double) t / 100).stream().mapToDouble(part -> ConnectedParts.iou(part.box(), BOX)).max()
                .orElse(0),
            best[t], "threshold " + t);
      for (int t = 0; t < largest.length; t++) {
        List<ConnectedParts.Part> parts = ConnectedParts.of(map, (double) t / 100);
        int most = parts.stream().mapToInt(ConnectedParts.Part::cells).max().orElse(0);
        assertEquals(parts.stream().filter(part -> part.cells() == most).mapToDouble(part -> ConnectedParts.iou(part.box(), BOX))
            .max().orElse(0), largest[t], "threshold " + t);
      }
    }
  }

  /** The probability that a cell of the object is above one beside it, counted pair by pair. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aucIsTheShareOfPairs(int number) {
    Tensor map = JudgedMaps.map(number);
    double won = 0, pairs = 0;
    for (int a = 0; a < map.size(); a++)
      for (int b = 0; b < map.size(); b++)
        if (BOX.contains(a / W, a % W) && !BOX.contains(b / W, b % W)) {
          pairs++;
          won += map.cell(a) > map.cell(b) ? 1 : map.cell(a) == map.cell(b) ? 0.5 : 0;
        }
    assertEquals(won / pairs, value(new LocalisationAuc(TruthBy.MASKS), map, object(BOX)), 1e-13); // quotients of whole numbers and halves
  }

  /** Choe et al., equation 5, threshold by threshold from the highest down, over two pictures. */
  @Test
  void pxapThresholdByThreshold() {
    List<Tensor> maps = List.of(JudgedMaps.map(1), JudgedMaps.map(2));
    List<Judgement.Value> values = maps.stream().map(map -> (Judgement.Value) judgement(new Pxap(), map, object(BOX))).toList();
    double area = 0, before = 0;
    for (int t = 100; t >= 0; t--) {
      double hits = 0, shown = 0, all = 0;
      for (Tensor map : maps)
        for (int e = 0; e < map.size(); e++) {
          double normalised = (map.cell(e) - map.min()) * (1 / (map.max() - map.min()));
          boolean on = BOX.contains(e / W, e % W), above = Math.floor(normalised * 100) >= t;
          if (on) all++;
          if (above) shown++;
          if (above && on) hits++;
        }
      if (shown > 0) area += hits / shown * (hits / all - before);
      before = hits / all;
    }
    assertEquals(100 * area, new Pxap().summary(values), 1e-10); // a hundred products, each rounded
  }

  /** The truth as a map is perfect wherever a map can be. */
  @Test
  void theTruthIsPerfect() {
    Tensor truth = object(BOX).mask().orElseThrow();
    for (Metric metric : List.of(new PointingGame(0), new EnergyPointingGame(TruthBy.MASKS),
        new RelevanceRankAccuracy(TruthBy.BOXES), new MaskIoU(0.5),
        new LocDelta(0), new LocDelta(0.5), new MaxBoxAcc(List.of(0.5)), new Pxap(), new TopKIntersection(TruthBy.MASKS, 6)))
      assertEquals(100, value(metric, truth, object(BOX)), 1e-12, metric.name());
    assertEquals(1, value(new LocalisationAuc(TruthBy.BOXES), truth, object(BOX)));
    assertEquals(0, value(new LocalisationError(0.2, 0), truth, object(BOX)));
  }

  /** A black map points nowhere: wrong where that can be said, left out with a reason where it cannot. */
  @ParameterizedTest
  @EnumSource(TruthBy.class)
  void blackMaps(TruthBy by) {
    Tensor black = Tensor.zeros(PLANE, Precision.FLOAT64);
    assertEquals(100, value(new LocalisationError(0.15, 0), black, object(BOX)));
    assertEquals(0, value(new LocDelta(0), black, object(BOX)));
    assertEquals(0, value(new MaskIoU(0.5), black, object(BOX)));
    assertEquals(Judgement.leftOut("no cell of the map is positive"), judgement(new EnergyPointingGame(by), black, object(BOX)));
    assertEquals(0.5, value(new LocalisationAuc(by), black, object(BOX)));
    assertTrue(judgement(new Pxap(), black) instanceof Judgement.LeftOut, "no object, no judgement");
  }
}
