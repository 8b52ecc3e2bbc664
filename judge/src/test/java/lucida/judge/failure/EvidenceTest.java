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
    Evidence evidence = Evidence.of(MAP, List.of(own, other), 1);
    assertEquals(4 / 9.0, evidence.own(), 1e-15);
    assertEquals(2 / 9.0, evidence.others(), 1e-15);
    assertTrue(evidence.isKnown());
    assertEquals(FailureGroup.AMBIGUITY, evidence.group(0));
    assertEquals(FailureGroup.SEVERAL, Evidence.of(MAP, List.of(object(2, new double[][]{{1, 0, 1}, {0, 0, 0}}), object(1,
        new double[][]{{0, 1, 0}, {0, 0, 0}})), 1).group(1));
    assertEquals(FailureGroup.BACKGROUND, Evidence.of(MAP, List.of(object(1, new double[][]{{0, 1, 1}, {1, 0, 1}})), 1).group(1));
  }

  /** Without an object of the label, what counts is how much of R lies in that of the other map, whose cells 5 and 3 are strong: 3 of 9. */
  @Test
  void overlapByHand() {
    Tensor other = Tensor.matrix(new double[][]{{0, 0, 5}, {2, 3, 0}});
    assertEquals(3 / 9.0, Evidence.overlap(MAP, other), 1e-15);
    assertEquals(1, Evidence.overlap(MAP, MAP));
    assertTrue(Double.isNaN(Evidence.overlap(MAP.scale(0), MAP)));
    Evidence unknown = Evidence.of(MAP, List.of(object(2, new double[][]{{1, 0, 0}, {0, 0, 0}})), 1);
    assertFalse(unknown.isKnown());
    assertEquals(FailureGroup.AMBIGUITY, unknown.group(0.5));
    assertEquals(FailureGroup.ELSEWHERE, unknown.group(1 / 3.0));
    assertEquals(FailureGroup.ELSEWHERE, unknown.group(Double.NaN));
    assertFalse(Evidence.of(MAP.scale(0), List.of(object(1, new double[][]{{1, 1, 1}, {1, 1, 1}})), 1).isKnown());
  }
}
