package lucida.scenes.art;

import java.util.Arrays;

/**
 * A square grid of samples over the unit square; each holds the last mark painted over it, or −1. Sample (i, j) of n × n is at
 * x = (j + ½)/n, y = (i + ½)/n.
 */
public final class Raster {
  private final int n;
  private final short[] shown;
  private int[] crossings;
  private int capacity = 12;
  private final int[] counts;

  /** Makes n × n empty samples. */
  public Raster(int n) {
    this.n = n;
    this.shown = new short[n * n];
    this.crossings = new int[n * capacity];
    this.counts = new int[n];
    Arrays.fill(shown, (short) -1);
  }

  /** The number of samples along a side. */
  public int side() { return n; }

  /** The mark at sample (i, j); −1 for none. */
  public int at(int i, int j) { return shown[i * n + j]; }

  /** Paints an outline over what is there: all samples with a winding number other than 0 show this mark. */
  public void lay(Outline outline, int mark) {
    double[] p = outline.points();
    int top = n;
    int bottom = 0;
    for (int a = p.length - 2, b = 0; b < p.length; a = b, b += 2) {
      if (p[a + 1] == p[b + 1]) continue;
      boolean down = p[a + 1] < p[b + 1];
      int from = Math.clamp(cell(down ? p[a + 1] : p[b + 1]), 0, n);
      int to = Math.clamp(cell(down ? p[b + 1] : p[a + 1]), 0, n);
      double slope = (p[b] - p[a]) / (p[b + 1] - p[a + 1]);
      for (int i = from; i < to; i++) cross(i, p[a] + slope * ((i + 0.5) / n - p[a + 1]), down);
      top = Math.min(top, from);
      bottom = Math.max(bottom, to);
    }
    for (int i = top; i < bottom; i++) fill(i, (short) mark);
  }

  /** The first sample at or beyond a coordinate. */
  private int cell(double at) {
    return (int) Math.ceil(Math.clamp(at, -1, 2) * n - 0.5);
  }

  private void cross(int i, double x, boolean down) {
    if (counts[i] == capacity) grow();
    int crossing = 2 * Math.clamp(cell(x), 0, n) + (down ? 1 : 0);
    int k = i * capacity + counts[i]++;
    for (; k > i * capacity && crossings[k - 1] > crossing; k--) crossings[k] = crossings[k - 1];
    crossings[k] = crossing;
  }

  private void grow() {
    int[] wider = new int[2 * n * capacity];
    for (int i = 0; i < n; i++) System.arraycopy(crossings, i * capacity, wider, 2 * i * capacity, counts[i]);
    crossings = wider;
    capacity *= 2;
  }

  private void fill(int i, short mark) {
    int winding = 0;
    for (int k = i * capacity; k < i * capacity + counts[i]; k++) {
      if (winding != 0) Arrays.fill(shown, i * n + (crossings[k - 1] >> 1), i * n + (crossings[k] >> 1), mark);
      winding += (crossings[k] & 1) == 1 ? 1 : -1;
    }
    counts[i] = 0;
  }
}
