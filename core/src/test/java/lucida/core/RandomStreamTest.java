package lucida.core;

import static lucida.core.Precision.FLOAT32;
import static lucida.core.Precision.FLOAT64;
import static lucida.core.testkit.TensorAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Which bits make which number is computed again from the published answers of Philox and from the definitions. That the numbers
 * are spread as they should be is judged by means and counts: each lies within 5 standard deviations of what theory says (the seed
 * is fixed, so each always does).
 */
class RandomStreamTest {
  private static final int N = 100_000;
  private static final RandomStream DRAWS = RandomStream.of(2026);

  /** Words 6627e8d5 e169c58d bc57ac4c 9b00dbd8: the published answer to key 0 and counter 0. */
  @Test
  void bitsAreThoseOfPhilox() {
    assertEquals(0xe169c58d_6627e8d5L, RandomStream.of(0).bits(0));
    assertEquals(0x9b00dbd8_bc57ac4cL, RandomStream.of(0).bits(1));
    assertEquals(Philox.of(-5, 500_000_000_000L, 77).lower(), new RandomStream(-5, 77).bits(1_000_000_000_000L));
    assertEquals(Philox.of(-5, Long.MAX_VALUE, 77).upper(), new RandomStream(-5, 77).bits(-1));
  }

  /** The words were computed by a second program, written in Python from the same definition. */
  @Test
  void streamsAreNamedAndNumbered() {
    RandomStream noise = RandomStream.of(42).stream("noise");
    assertEquals(new RandomStream(42, 0xcc082235eebfb308L), noise);
    assertEquals(new RandomStream(42, 0xef53792cde795ba3L), noise.stream(7));
    assertEquals(0x30f7f66c39724d93L, noise.stream(7).bits(0));
    assertEquals(0xb55ca6b670f37ae4L, noise.stream(7).bits(1));
    assertEquals(0x0c2095d3d13263a6L, noise.stream(7).bits(2));
    assertNotEquals(RandomStream.of(43).stream("noise").bits(0), noise.bits(0));
  }

  @Test
  void uniformIsTheUpperBits() {
    long word = 0xe169c58d_6627e8d5L;
    assertEquals((word >>> 11) * 0x1p-53, RandomStream.of(0).uniform(0));
    assertEquals((word >>> 11) * 0x1p-53, RandomStream.of(0).uniform(Shape.of(1), FLOAT64, 0, 1).item());
    assertEquals((word >>> 40) * 0x1p-24, RandomStream.of(0).uniform(Shape.of(1), FLOAT32, 0, 1).item());
    assertEquals((float) (-3 + 5 * (word >>> 40) * 0x1p-24), RandomStream.of(0).uniform(Shape.of(1), FLOAT32, -3, 2).item());
  }

  @Test
  void gaussianIsBoxAndMuller() {
    for (int i = 0; i < 100; i += 2) {
      double r = Math.sqrt(-2 * StrictMath.log(((DRAWS.bits(i) >>> 11) + 1) * 0x1p-53));
      double angle = 2 * Math.PI * ((DRAWS.bits(i + 1) >>> 11) * 0x1p-53);
      assertEquals(r * StrictMath.cos(angle), DRAWS.gaussian(i));
      assertEquals(r * StrictMath.sin(angle), DRAWS.gaussian(i + 1));
    }
  }

  @Test
  void belowIsTheUpperHalfOfAProduct() {
    for (int i = 0; i < 100; i++)
      for (int n : new int[]{1, 2, 3, 1000, Integer.MAX_VALUE}) {
        BigInteger product = BigInteger.valueOf(n).multiply(new BigInteger(Long.toUnsignedString(DRAWS.bits(i))));
        assertEquals(product.shiftRight(64).intValueExact(), DRAWS.below(n, i));
      }
    assertEquals("there is no whole number from 0 to below 0",
        assertThrows(IllegalArgumentException.class, () -> DRAWS.below(0, 0)).getMessage());
  }

  /** Any part of a tensor, drawn alone and in any order, is that part of the whole. */
  @Test
  void doesNotDependOnHowTheWorkIsSplit() {
    Tensor whole = DRAWS.gaussian(Shape.of(10, 10), FLOAT64, 1, 2);
    for (int i = 99; i >= 0; i -= 7) assertEquals(1 + 2 * DRAWS.gaussian(i), whole.cell(i));
    assertSame(whole.slice(0, 0, 3), DRAWS.gaussian(Shape.of(3, 10), FLOAT64, 1, 2));
    assertSame(whole.to(FLOAT32), DRAWS.gaussian(Shape.of(10, 10), FLOAT32, 1, 2));
  }

  @Test
  void uniformNumbersFillTheirRange() {
    Tensor u = DRAWS.uniform(Shape.of(N), FLOAT64, 0, 1);
    meanIs(1.0 / 2, 1.0 / 12, u, x -> x);
    meanIs(1.0 / 3, 1.0 / 5 - 1.0 / 9, u, x -> x * x);
    assertTrue(u.min() >= 0 && u.max() < 1);
    int[] counts = new int[64];
    for (int i = 0; i < N; i++) counts[(int) (64 * u.cell(i))]++;
    double deviation = Math.sqrt(N / 64.0 * (1 - 1 / 64.0));
    for (int count : counts) assertEquals(N / 64.0, count, 5 * deviation);
  }

  /** E x = E x³ = 0, E x² = 1, E x⁴ = 3, E x⁶ = 15, E x⁸ = 105; P(|x| > 1) = erfc(1/√2). */
  @Test
  void gaussianNumbersHaveTheirMoments() {
    Tensor g = DRAWS.gaussian(Shape.of(N), FLOAT64, 0, 1);
    meanIs(0, 1, g, x -> x);
    meanIs(1, 3 - 1, g, x -> x * x);
    meanIs(0, 15, g, x -> x * x * x);
    meanIs(3, 105 - 9, g, x -> x * x * x * x);
    double outside = 0.31731050786291415;
    meanIs(outside, outside * (1 - outside), g, x -> Math.abs(x) > 1 ? 1 : 0);
    assertTrue(Math.sqrt(-2 * Math.log(0x1p-53)) < 8.6);
  }

  /**
   * Products of independent numbers of variance 1 have mean 0 and variance 1: neighbours, partners of one block, streams, seeds.
   */
  @Test
  void nothingIsCorrelated() {
    Tensor g = DRAWS.gaussian(Shape.of(N + 2), FLOAT64, 0, 1);
    Tensor first = g.slice(0, 0, N);
    meanIs(0, 1, first.times(g.slice(0, 1, N + 1)), x -> x);
    meanIs(0, 1, first.times(g.slice(0, 2, N + 2)), x -> x);
    for (RandomStream other : new RandomStream[]{DRAWS.stream("a"), DRAWS.stream("b"), DRAWS.stream(0), DRAWS.stream(1),
        RandomStream.of(2027)})
      meanIs(0, 1, first.times(other.gaussian(Shape.of(N), FLOAT64, 0, 1)), x -> x);
  }

  @Test
  void bernoulliIsTrueAsOftenAsAsked() {
    meanIs(0.3, 0.3 * 0.7, DRAWS.bernoulli(Shape.of(N), FLOAT32, 0.3), x -> x);
    assertFalse(DRAWS.bernoulli(0, 5));
    assertTrue(DRAWS.bernoulli(1, 5));
  }

  /** All 24 orders of 4 numbers come equally often. */
  @Test
  void permutationsAreUniform() {
    int tries = 24_000;
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < tries; i++) counts.merge(Arrays.toString(DRAWS.stream(i).permutation(4)), 1, Integer::sum);
    assertEquals(24, counts.size());
    double deviation = Math.sqrt(tries / 24.0 * (1 - 1 / 24.0));
    for (int count : counts.values()) assertEquals(tries / 24.0, count, 5 * deviation);
    int[] order = DRAWS.permutation(1000);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), Arrays.stream(order).sorted().toArray());
    assertEquals(0, DRAWS.permutation(0).length);
  }

  private static void meanIs(double mean, double variance, Tensor x, DoubleUnaryOperator f) {
    assertEquals(mean, x.map(f).mean(), 5 * Math.sqrt(variance / x.size()));
  }
}
