package lucida.judge.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import lucida.core.Tensor;
import lucida.judge.ObjectTruth;
import lucida.scenes.Box;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final Tensor MAP = Tensor.matrix(new double[][]{{4, 2, 1.9}, {0, 3, 0}});

  private static ObjectTruth object(int label, double[][] mask) {
    return new ObjectTruth(label, new Box(0, 0, 3, 2), Optional.of(Tensor.matrix(mask)));
  }

  /** R has the cells 4, 2 and 3, of at least half of 4: 9 in all, of which 4 is on the object, 2 on another; where both are it is the object's. */
  @Test
  void sharesByHand() {
    ObjectTruth own = object(1, new double[][]{{1, 0, 1}, {0, 0, 0}}), other = object(2, new double[][]{{1, 1, 0}, {0, 0, 0}});
    Evidence evidence = Evidence.of(MAP, List.of(own, other), 1, false);
    assertEquals(4 / 9.0, evidence.own(), 1e-15);
    assertEquals(2 / 9.0, evidence.others(), 1e-15);
    assertTrue(evidence.isKnown() && evidence.knowsOthers());
    assertEquals(FailureGroup.AMBIGUITY, evidence.group(0));
    assertEquals(1 / 9.0, evidence.margin(0), 1e-15, "4 of 9 on the object, the rest 3 of 9 on the background");
    assertEquals(FailureGroup.SEVERAL, Evidence.of(MAP, List.of(object(2, new double[][]{{1, 0, 1}, {0, 0, 0}}), object(1,
        new double[][]{{0, 1, 0}, {0, 0, 0}})), 1, false).group(1));
    assertEquals(FailureGroup.BACKGROUND,
        Evidence.of(MAP, List.of(object(1, new double[][]{{0, 1, 1}, {1, 0, 1}})), 1, true).group(1));
  }

  /** An object of the label with 2 of 9, and no other: unless it is the only one, nobody knows whether the rest is on another object. */
  @Test
  void otherObjectsAreNotKnown() {
    List<ObjectTruth> own = List.of(object(1, new double[][]{{0, 1, 1}, {1, 0, 1}}));
    Evidence evidence = Evidence.of(MAP, own, 1, false);
    assertTrue(evidence.isKnown() && !evidence.knowsOthers());
    assertEquals(2 / 9.0, evidence.own(), 1e-15);
    assertTrue(Double.isNaN(evidence.others()));
    assertEquals(FailureGroup.ELSEWHERE, evidence.group(1));
    assertEquals(5 / 9.0, evidence.margin(1), 1e-15);
    assertEquals(0, Evidence.of(MAP, own, 1, true).others());
    assertEquals(5 / 9.0, Evidence.of(MAP, own, 1, true).margin(1), 1e-15, "7 of 9 on the background");
  }

  /** Of equal shares the first group counts, the object before others before the background. */
  @Test
  void equalShares() {
    Tensor two = Tensor.matrix(new double[][]{{1, 1, 0}, {0, 0, 0}});
    ObjectTruth own = object(1, new double[][]{{1, 0, 0}, {0, 0, 0}}), other = object(2, new double[][]{{0, 1, 0}, {0, 0, 0}});
    Evidence evidence = Evidence.of(two, List.of(own, other), 1, true);
    assertEquals(FailureGroup.AMBIGUITY, evidence.group(0));
    assertEquals(0, evidence.margin(0));
    assertEquals(FailureGroup.AMBIGUITY, Evidence.of(two, List.of(own), 1, true).group(0));
  }

  /** Without an object of the label, what counts is how much of R lies in that of the other map, whose cells 5 and 3 are strong: 3 of 9. */
  @Test
  void overlapByHand() {
    Tensor other = Tensor.matrix(new double[][]{{0, 0, 5}, {2, 3, 0}});
    assertEquals(3 / 9.0, Evidence.overlap(MAP, other), 1e-15);
    assertEquals(1, Evidence.overlap(MAP, MAP));
    assertTrue(Double.isNaN(Evidence.overlap(MAP.scale(0), MAP)));
    Evidence unknown = Evidence.of(MAP, List.of(object(2, new double[][]{{1, 0, 0}, {0, 0, 0}})), 1, false);
    assertFalse(unknown.isKnown());
    assertEquals(FailureGroup.AMBIGUITY, unknown.group(0.5));
    assertEquals(FailureGroup.ELSEWHERE, unknown.group(1 / 3.0));
    assertEquals(1 / 3.0, unknown.margin(1 / 3.0), 1e-15);
    assertEquals(FailureGroup.ELSEWHERE, unknown.group(Double.NaN));
    assertTrue(Double.isNaN(unknown.margin(Double.NaN)));
    assertFalse(Evidence.of(MAP.scale(0), List.of(object(1, new double[][]{{1, 1, 1}, {1, 1, 1}})), 1, true).isKnown());
  }
}
