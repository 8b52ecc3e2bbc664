package lucida.cam.derivatives;

import static lucida.core.testkit.TensorAssert.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import lucida.cam.Example;
import lucida.cam.Probe;
import lucida.cam.Score;
import lucida.cam.Target;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** [DS 3] by moments: what is left out stays below the stated bound. */
class ScoreMomentsTest {
  private static final int CLASSES = 300;
  private static final int CELLS = 40;

  /** Scores that differ by about a number. */
  private static double[] probabilities(double spread) {
    Tensor S = RandomStream.of(7).gaussian(Shape.of(CLASSES), Precision.FLOAT64, 0, spread);
    double[] p = S.map(s -> Math.exp(s - S.max())).toDoubles();
    double total = Arrays.stream(p).sum();
    return Arrays.stream(p).map(q -> q / total).toArray();
  }

  /** In float64, where rounding is 2⁻²⁹ of what float32 leaves out: at every cell the moments without the classes left out are as near as is stated. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 6, 12})
  void whatIsLeftOutIsBelowTheBound(double spread) {
    double[] p = probabilities(spread);
    int[] kept = ScoreMoments.kept(p, Precision.FLOAT32);
    assertTrue(kept.length > 1 && kept.length < CLASSES, kept.length + " are kept");
    Tensor g = RandomStream.of(8).gaussian(Shape.of(CLASSES, CELLS), Precision.FLOAT64, 0, 1);
    for (int e = 0; e < CELLS; e++)
      for (int n = 2; n <= 3; n++) {
        int order = n, cell = e;
        double mean = IntStream.range(0, CLASSES).mapToDouble(m -> p[m] * g.at(m, cell)).sum();
        double range = IntStream.range(0, CLASSES).mapToDouble(m -> g.at(m, cell)).max().orElseThrow()
            - IntStream.range(0, CLASSES).mapToDouble(m -> g.at(m, cell)).min().orElseThrow();
        double full = moment(p, g, e, mean, n, IntStream.range(0, CLASSES).toArray());
        double bound = 0x1p-24 * Math.pow(range, n)
            * IntStream.range(0, CLASSES).mapToDouble(m -> p[m] * Math.pow(1 - p[m], order)).sum();
        assertEquals(full, moment(p, g, e, mean, n, kept), bound);
      }
  }

  private static double moment(double[] p, Tensor g, int e, double mean, int n, int... classes) {
    return Arrays.stream(classes).mapToDouble(m -> p[m] * Math.pow(g.at(m, e) - mean, n)).sum();
  }

  /** The most probable are kept; one fewer would break the condition for ℓ2 or ℓ3, and float64 keeps more. */
  @Test
  void noMoreThanNecessaryAreKept() {
    double[] p = probabilities(6);
    int[] kept = ScoreMoments.kept(p, Precision.FLOAT32);
    Set<Integer> left = new HashSet<>(IntStream.range(0, CLASSES).boxed().toList());
    Arrays.stream(kept).forEach(left::remove);
    assertTrue(share(p, left, 2) <= 0x1p-24 && share(p, left, 3) <= 0x1p-24);
    int last = kept[kept.length - 1];
    assertTrue(left.stream().allMatch(m -> p[m] <= p[last]));
    left.add(last);
    assertTrue(share(p, left, 2) > 0x1p-24 || share(p, left, 3) > 0x1p-24);
    assertTrue(ScoreMoments.kept(p, Precision.FLOAT64).length > kept.length);
  }

  private static double share(double[] p, Set<Integer> classes, int n) {
    return classes.stream().mapToDouble(m -> p[m] * Math.pow(1 - p[m], n)).sum()
        / Arrays.stream(p).map(q -> q * Math.pow(1 - q, n)).sum();
  }

  /** A sure network: its other classes are computed as far as they count, and the result is that of jets, to the digits that 1 − p has. */
  @Test
  void aSureClassKeepsItsDigits() {
    Set<Long> computed = new HashSet<>();
    Probe probe = Example.DENSE.subject().reporting((done, all) -> computed.add(all)).probe(Example.picture(0).scale(400),
        Target.predicted());
    assertTrue(probe.value(Score.PROBABILITY) > -1e-9, "log p = " + probe.value(Score.PROBABILITY));
    int[] cells = IntStream.range(0, probe.activations().size()).toArray();
    ScoreDerivatives moments = DerivativeRoute.SCORE_MOMENTS.at(probe, Score.PROBABILITY, cells);
    assertTrue(computed.stream().allMatch(all -> all < Example.CLASSES), computed + " classes");
    ScoreDerivatives jets = DerivativeRoute.JETS.at(probe, Score.PROBABILITY, cells);
    assertRelative(jets.first(), moments.first());
    assertRelative(jets.second(), moments.second());
    assertRelative(jets.third(), moments.third());
  }

  private static void assertRelative(Tensor expected, Tensor actual) {
    double largest = expected.abs().max();
    assertTrue(largest > 0);
    assertClose(expected.scale(1 / largest), actual.scale(1 / largest), 1e-12);
  }
}
