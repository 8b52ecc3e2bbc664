package lucida.judge.faithfulness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.judge.JudgedMaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelOrderTest {
  private static final Tensor MAP = Tensor.of(Shape.of(1, 5), 3.0, 1, 3, 7, 1);

  /** Of five pixels 7 comes first, the two 3 share the next two places, the two 1 the last. */
  @Test
  void equalPixelsShareTheLastPlaces() {
    PixelOrder order = PixelOrder.mostSalientFirst(MAP);
    assertArrayEquals(new double[]{0, 0, 0, 0, 0}, order.kept(0).toDoubles());
    assertArrayEquals(new double[]{0, 0, 0, 0.5, 0}, order.kept(0.1).toDoubles());
    assertArrayEquals(new double[]{0, 0, 0, 1, 0}, order.kept(0.2).toDoubles());
    assertArrayEquals(new double[]{0.5, 0, 0.5, 1, 0}, order.kept(0.4).toDoubles());
    assertArrayEquals(new double[]{1, 0.25, 1, 1, 0.25}, order.kept(0.7).toDoubles(), 1e-15); // 0.7·5 rounds
    assertArrayEquals(new double[]{1, 1, 1, 1, 1}, order.kept(1).toDoubles());
  }

  @Test
  void theLeastSalientComeFirstInTheOppositeOrder() {
    assertArrayEquals(new double[]{0.25, 1, 0.25, 0, 1}, PixelOrder.leastSalientFirst(MAP).kept(0.5).toDoubles());
  }

  /** The mean is the fraction: n cells in {0, 1, shared}, each sum exact to n ulp. */
  @Test
  void theMeanIsTheFraction() {
    for (int number = 0; number < 5; number++)
      for (int k = 0; k <= 20; k++)
        assertEquals(k / 20.0, PixelOrder.mostSalientFirst(JudgedMaps.map(number)).kept(k / 20.0).mean(), 1e-14);
  }

  /** Pixels of a map in another order are reached the same. */
  @Test
  void noOrderOfPixelsCounts() {
    double[] v = JudgedMaps.map(0).toDoubles(), turned = new double[v.length];
    for (int e = 0; e < v.length; e++) turned[v.length - 1 - e] = v[e];
    double[] a = PixelOrder.mostSalientFirst(Tensor.vector(v)).kept(0.37).toDoubles();
    double[] b = PixelOrder.mostSalientFirst(Tensor.vector(turned)).kept(0.37).toDoubles();
    for (int e = 0; e < v.length; e++) assertEquals(a[e], b[v.length - 1 - e]);
  }

  @Test
  void aFlatMapIsReachedEverywhereAlike() {
    double[] kept = PixelOrder.mostSalientFirst(MAP.scale(0)).kept(0.4).toDoubles();
    assertEquals(0, Arrays.stream(kept).map(k -> Math.abs(k - 0.4)).sum(), 1e-15);
  }

  /** Bit for bit what the blend of every pixel is: of maps with equal cells and without, where few and where most are exchanged, where the last place is shared and where it is not. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void exchangedPicturesAreBlends(int number) {
    Tensor first = JudgedMaps.picture(1).x(), others = JudgedMaps.picture(2).x();
    Tensor map = number == 0 ? JudgedMaps.distinct().to(Precision.FLOAT64) : JudgedMaps.map(number);
    PixelOrder order = PixelOrder.mostSalientFirst(map);
    for (int k = 0; k <= 48; k++)
      assertTrue(Blend.of(first, order.kept(k / 48.0), others).sameAs(order.exchanged(k / 48.0, first, others)), k + " of 48");
  }
}
