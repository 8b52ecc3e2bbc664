package lucida.judge.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /** Every resample of one picture is that picture. */
  @Test
  void onePictureHasNoSpread() {
    assertEquals(new Interval(7, 7), Interval.of(Bootstrap.of(3).means(Pictures.each(1), 7)));
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
        .of(new Bootstrap(41, random).replicates(Pictures.each(10), drawn -> Arrays.stream(drawn).average().orElseThrow()));
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
      Interval interval = Interval.of(new Bootstrap(500, RandomStream.of(12).stream(s)).means(Pictures.each(50), x));
      if (interval.low() <= 0 && 0 <= interval.high()) covered++;
    }
    assertTrue(covered >= 0.904 * 400 && covered <= 0.976 * 400, covered + " of 400 intervals hold the true mean");
  }

  /**
   * Where each of 30 pictures has its value twice, nothing more is known than by each once: the same draws give the same interval. Drawn as if they were 60 pictures the interval would be
   * narrower by √2.
   */
  @Test
  void twoMapsOfOnePictureAreOnePicture() {
    RandomStream numbers = RandomStream.of(13);
    double[] x = IntStream.range(0, 30).mapToDouble(numbers::gaussian).toArray();
    double[] twice = IntStream.range(0, 60).mapToDouble(i -> x[i / 2]).toArray();
    Pictures pairs = new Pictures(IntStream.range(0, 30).mapToObj(i -> new int[]{2 * i, 2 * i + 1}).toList());
    Interval once = Interval.of(Bootstrap.of(1).means(Pictures.each(30), x)),
        both = Interval.of(Bootstrap.of(1).means(pairs, twice));
    assertEquals(once.low(), both.low(), 1e-14); // sums of 60 numbers below 4
    assertEquals(once.high(), both.high(), 1e-14);
    Interval apart = Interval.of(Bootstrap.of(1).means(Pictures.each(60), twice));
    assertEquals(Math.sqrt(0.5), (apart.high() - apart.low()) / (both.high() - both.low()), 0.1); // of 2,000 resamples each
  }

  /** Two pictures, one with the values 1 and 2, the other with 9: a resample has the mean 12/3, 3/2 or 9. */
  @Test
  void aPictureIsDrawnWithAllItsValues() {
    Pictures pictures = Pictures.of(List.of(new Column.Case("p", 1), new Column.Case("q", 1), new Column.Case("p", 2)));
    assertEquals(Set.of(1.5, 4.0, 9.0),
        Arrays.stream(Bootstrap.of(2).means(pictures, 1, 9, 2)).boxed().collect(Collectors.toSet()));
  }

  /** A quotient of sums, of the same draws: the same bits as of lists of the pictures. */
  @Test
  void functionsOfSumsAreThoseOfTheDrawnPictures() {
    double[][] of = {{1, 2}, {3, 5}, {0, 4}, {2, 9}, {7, 8}};
    Bootstrap bootstrap = new Bootstrap(50, RandomStream.of(3));
    assertArrayEquals(
        bootstrap.replicates(Pictures.each(5),
            drawn -> Arrays.stream(drawn).mapToDouble(i -> of[i][0]).sum() / Arrays.stream(drawn).mapToDouble(i -> of[i][1]).sum()
                / 5),
        bootstrap.ofSums(Pictures.each(5), List.of(of), (sums, n) -> sums[0] / sums[1] / n));
  }
}
