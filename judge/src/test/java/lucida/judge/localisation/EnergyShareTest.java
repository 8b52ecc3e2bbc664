package lucida.judge.localisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMap;
import lucida.judge.JudgedMaps;
import lucida.judge.Judgement;
import lucida.judge.LabelledPicture;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

/** By hand on a map that is 0 but for five cells, and again in plain loops on a seeded one. */
class EnergyShareTest {
  private static final int H = JudgedMaps.HEIGHT;
  private static final int W = JudgedMaps.WIDTH;
  private static final Box LEFT = new Box(1, 0, 3, 2);
  private static final Box RIGHT = new Box(2, 5, 4, 7);
  private static final Box CUE = new Box(0, 3, 0, 4);
  private static final Box TAIL = new Box(1, 0, 3, 0);

  private static Tensor mask(Box box) {
    return Tensor.filled(Shape.of(H, W), Precision.FLOAT64, e -> box.contains(e / W, e % W) ? 1 : 0);
  }

  private static JudgedMap judged(Tensor map) {
    ObjectTruth left = new ObjectTruth(JudgedMaps.EXPLAINED, LEFT, Optional.of(mask(LEFT)), Map.of("tail", mask(TAIL)),
        OptionalDouble.of(1));
    ObjectTruth right = new ObjectTruth(JudgedMaps.EXPLAINED + 1, RIGHT, Optional.of(mask(RIGHT)));
    return JudgedMaps.of(JudgedMaps.subject(),
        new LabelledPicture("two", JudgedMaps.picture(0).x(), OptionalInt.of(JudgedMaps.EXPLAINED),
            List.of(left, right), Optional.of(mask(CUE)), Optional.empty()),
        new JudgedMaps.Given(map));
  }

  private static double value(EnergyShare.Share share, Tensor map) {
    return JudgedMaps.value(new EnergyShare(share), judged(map)).value();
  }

  /** 3 on the tail, 1 on the rest of the left object, 4 on the right one, 2 on the cue, −7 on the tail, which counts for nothing: 10 in all. */
  @Test
  void byHand() {
    Map<Integer, Double> cells = Map.of(W, 3.0, 2 * W + 1, 1.0, 3 * W + 6, 4.0, 3, 2.0, 2 * W, -7.0);
    Tensor map = Tensor.filled(Shape.of(H, W), Precision.FLOAT64, e -> cells.getOrDefault(e, 0.0));
    assertEquals(30, value(EnergyShare.Share.TAIL, map), 1e-12);
    assertEquals(20, value(EnergyShare.Share.CUE, map), 1e-12);
    assertEquals(50, value(EnergyShare.Share.AMONG_OBJECTS, map), 1e-12, "3 + 1 of 3 + 1 + 4");
  }

  /** Sums of fewer than 48 terms in another order: 48 ulp of 100 % at most. */
  @Test
  void inPlainLoops() {
    Tensor map = JudgedMaps.map(3);
    double all = 0, tail = 0, cue = 0, left = 0, right = 0;
    for (int i = 0; i < H; i++)
      for (int j = 0; j < W; j++) {
        double v = Math.max(0, map.at(i, j));
        all += v;
        if (j == 0 && i >= 1 && i <= 3) tail += v;
        if (i == 0 && (j == 3 || j == 4)) cue += v;
        if (i >= 1 && i <= 3 && j <= 2) left += v;
        if (i >= 2 && i <= 4 && j >= 5) right += v;
      }
    assertEquals(100 * tail / all, value(EnergyShare.Share.TAIL, map), 1e-12);
    assertEquals(100 * cue / all, value(EnergyShare.Share.CUE, map), 1e-12);
    assertEquals(100 * left / (left + right), value(EnergyShare.Share.AMONG_OBJECTS, map), 1e-12);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    JudgedMap plain = JudgedMaps.of(JudgedMaps.map(3), new ObjectTruth(JudgedMaps.EXPLAINED, LEFT, Optional.empty()));
    assertEquals(Judgement.leftOut("there is no cue in the picture"),
        JudgedMaps.judgement(new EnergyShare(EnergyShare.Share.CUE), plain));
    assertEquals(Judgement.leftOut("no tail of the class is known"),
        JudgedMaps.judgement(new EnergyShare(EnergyShare.Share.TAIL), plain));
    assertEquals(Judgement.leftOut("the picture has no objects of this and of another class"),
        JudgedMaps.judgement(new EnergyShare(EnergyShare.Share.AMONG_OBJECTS), plain));
    assertEquals(Judgement.leftOut("no cell of the map is positive there"),
        JudgedMaps.judgement(new EnergyShare(EnergyShare.Share.CUE), judged(JudgedMaps.map(3).map(_ -> -1))));
  }
}
