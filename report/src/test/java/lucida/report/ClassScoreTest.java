package lucida.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;

class ClassScoreTest {
  /** Logits log 1, log 2, log 5: probabilities 1/8, 2/8, 5/8; the same with 1000 added to each, where exp overflows. */
  @Test
  void probabilities() {
    for (double shift : new double[]{0, 1000}) {
      List<ClassScore> scores = ClassScore.of(Tensor.vector(shift, shift + Math.log(2), shift + Math.log(5)), m -> "c" + m);
      double rounding = 4 * Math.ulp(1 + shift); // of the logits, whose error is the relative one of the exponentials
      assertEquals(0.125, scores.get(0).probability(), rounding);
      assertEquals(0.25, scores.get(1).probability(), rounding);
      assertEquals(0.625, scores.get(2).probability(), rounding);
      assertEquals("2 c2", scores.get(2).label());
    }
  }

  @Test
  void withoutANameAClassIsANumber() {
    assertEquals("class 7", new ClassScore(7, "7", 0, 0).label());
  }
}
