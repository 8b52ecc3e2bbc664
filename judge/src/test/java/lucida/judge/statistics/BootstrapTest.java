package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /** Every resample of one picture is that picture. */
  @Test
  void onePictureHasNoSpread() {
    assertEquals(new Interval(7, 7), Interval.of(Bootstrap.of(3).means(7)));
  }

  /** Forty-one resamples whose statistic is the number of the call would be 0 … 40: the 2.5 and 97.5 % quantiles of 41 sorted values are those at 1 and 39. */
  @Test
  void theMiddleNinetyFivePerCentStay() {
    RandomStream random = RandomStream.of(5).stream("bootstrap");
    double[] means = IntStream.range(0, 41).mapToDouble(r -> {
      RandomStream draws = random.stream(r);
      return IntStream.range(0, 10).map(i -> draws.below(10, i)).average().orElseThrow();
    }).sorted().toArray();
    Interval interval = Interval
        .of(new Bootstrap(41, random).replicates(10, drawn -> Arrays.stream(drawn).average().orElseThrow()));
    assertEquals(new Interval(means[1], means[39]), interval);
  }

  /**
   * Of 400 samples of 50 gaussian numbers with mean 0 the interval of the mean should hold 0 in 95 %, a little less for so few numbers: the bootstrap
   * divides by n, not n − 1, and takes 1.96 for Student's 2.01: Φ(1.96·√(49/50)·1.96/2.01) is 94 %. Three deviations of a share of 400 are 3·√(0.94·0.06/400) = 3.6 %.
   */
  @Test
  void theIntervalCoversTheTrueMean() {
    int covered = 0;
    for (int s = 0; s < 400; s++) {
      RandomStream numbers = RandomStream.of(11).stream(s);
      double[] x = IntStream.range(0, 50).mapToDouble(numbers::gaussian).toArray();
      Interval interval = Interval.of(new Bootstrap(500, RandomStream.of(12).stream(s)).means(x));
      if (interval.low() <= 0 && 0 <= interval.high()) covered++;
    }
    assertTrue(covered >= 0.904 * 400 && covered <= 0.976 * 400, covered + " of 400 intervals hold the true mean");
  }
}
