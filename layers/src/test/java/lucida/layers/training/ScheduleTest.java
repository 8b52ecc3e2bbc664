package lucida.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  /**
   * Springenberg et al. 2015: 0.01, a tenth of it after 200, of that after 250, and again after 300 of 350 epochs; here an epoch has one step. Four ulps: 0.1 and 0.01 are
   * rounded by half a one each, which the third power makes 2, the power itself by one more, the product and the wanted number by half a one each.
   */
  @Test
  void aTenthAtEachStep() {
    Schedule schedule = new Schedule.Steps(0.01, 0, List.of(200L, 250L, 300L), 0.1);
    double[] wanted = {1e-2, 1e-2, 1e-3, 1e-3, 1e-4, 1e-4, 1e-5, 1e-5};
    long[] steps = {0, 199, 200, 249, 250, 299, 300, 349};
    for (int i = 0; i < steps.length; i++)
      assertEquals(wanted[i], schedule.rate(steps[i]), 4 * Math.ulp(wanted[i]), "step " + steps[i]);
  }

  /** It rises to its peak in equal parts first. */
  @Test
  void itRisesFirst() {
    Schedule schedule = new Schedule.Steps(4, 4, List.of(6L), 0.5);
    assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 4.0, 4.0, 2.0, 2.0), LongStream.range(0, 8).mapToObj(schedule::rate).toList());
  }

  @Test
  void stepsRise() {
    for (List<Long> at : List.of(List.of(0L), List.of(5L, 5L), List.of(7L, 3L)))
      assertEquals("Steps: the rate falls at " + at + "; these are above 0 and rise",
          assertThrows(IllegalArgumentException.class, () -> new Schedule.Steps(1, 0, at, 0.1)).getMessage());
  }
}
