package lucida.kernels.vector.lanes;

/**
 * Arrays to work in, lent and taken back, so that the kernels leave no garbage behind. A few are kept; what they hold when they are lent
 * is arbitrary.
 */
public final class FloatScratch {
  private final float[][] kept;
  private int count;

  /** Keeps at most {@code keep} arrays. */
  public FloatScratch(int keep) { kept = new float[keep][]; }

  /** An array of at least {@code cells} cells: the shortest kept one that is long enough, else a new one. */
  public synchronized float[] take(int cells) {
    int best = -1;
    for (int i = 0; i < count; i++) if (kept[i].length >= cells && (best < 0 || kept[i].length < kept[best].length)) best = i;
    if (best < 0) return new float[cells];
    float[] array = kept[best];
    kept[best] = kept[--count];
    return array;
  }

  /** Takes one back; of too many the shortest is dropped. */
  public synchronized void give(float[] array) {
    if (count < kept.length) {
      kept[count++] = array;
      return;
    }
    int shortest = 0;
    for (int i = 1; i < count; i++) if (kept[i].length < kept[shortest].length) shortest = i;
    if (kept[shortest].length < array.length) kept[shortest] = array;
  }
}
