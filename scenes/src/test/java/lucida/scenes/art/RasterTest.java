package lucida.scenes.art;

import static org.junit.jupiter.api.Assertions.assertEquals;

import lucida.core.RandomStream;
import org.junit.jupiter.api.Test;

class RasterTest {
  private static final int N = 24;

  /** Against the definition: a sample shows the last polygon whose winding number about it is not 0. */
  @Test
  void samplesShowTheLastPolygonThatWindsAboutThem() {
    Chance chance = new Chance(RandomStream.of(1));
    for (int round = 0; round < 200; round++) {
      Outline[] outlines = new Outline[3];
      Raster raster = new Raster(N);
      for (int k = 0; k < outlines.length; k++) {
        outlines[k] = any(chance);
        raster.lay(outlines[k], k);
      }
      for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
          int last = -1;
          for (int k = 0; k < outlines.length; k++) if (winding(outlines[k].points(), (j + 0.5) / N, (i + 0.5) / N) != 0) last = k;
          assertEquals(last, raster.at(i, j), "round " + round + ", sample " + i + ", " + j);
        }
    }
  }

  /** More crossings in one row than the raster first makes room for. */
  @Test
  void manyCrossings() {
    double[] comb = new double[2 * 41];
    for (int k = 0; k < 40; k++) {
      comb[2 * k] = k / 40.0;
      comb[2 * k + 1] = k % 2 == 0 ? 0.9 : 0.1;
    }
    comb[80] = 0.5;
    comb[81] = 2;
    Raster raster = new Raster(N);
    raster.lay(new Outline(comb), 7);
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++)
        assertEquals(winding(comb, (j + 0.5) / N, (i + 0.5) / N) != 0 ? 7 : -1, raster.at(i, j), "sample " + i + ", " + j);
  }

  /** Up to 9 corners, some of them outside, the edges crossing each other. */
  private static Outline any(Chance chance) {
    double[] points = new double[2 * chance.count(3, 9)];
    for (int i = 0; i < points.length; i++) points[i] = chance.between(-0.3, 1.3);
    return new Outline(points);
  }

  /** Edges that cross the ray from (x, y) to the left, those downwards minus those upwards. */
  private static int winding(double[] p, double x, double y) {
    int winding = 0;
    for (int a = p.length - 2, b = 0; b < p.length; a = b, b += 2) {
      boolean down = p[a + 1] <= y && p[b + 1] > y;
      boolean up = p[b + 1] <= y && p[a + 1] > y;
      if ((down || up) && p[a] + (y - p[a + 1]) / (p[b + 1] - p[a + 1]) * (p[b] - p[a]) <= x) winding += down ? 1 : -1;
    }
    return winding;
  }
}
