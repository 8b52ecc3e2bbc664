package lucida.kernels.vector.lanes;

/**
 * Arrays to work in, lent and taken back, so that the kernels leave no garbage behind. Each thread keeps a few of its own: they stay in its processor's
 * cache, where those that another has written would have to be fetched. What they hold when they are lent is arbitrary.
 */
public final class FloatScratch {
  /** Not static: each pool has its own arrays. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Kept> own;

  /** Keeps at most {@code keep} arrays for each thread. */
  public FloatScratch(int keep) {
    this.own = ThreadLocal.withInitial(() -> new Kept(keep));
  }

  /** An array of at least {@code cells} cells: the shortest kept one that is long enough, else a new one. */
  public float[] take(int cells) {
    return own.get().take(cells);
  }

  /** Takes one back, from the thread that took it; of too many the shortest is dropped. */
  public void give(float[] array) {
    own.get().give(array);
  }

  private static final class Kept {
    private final float[][] arrays;
    private int count;

    Kept(int keep) { arrays = new float[keep][]; }

    float[] take(int cells) {
      int best = -1;
      for (int i = 0; i < count; i++)
        if (arrays[i].length >= cells && (best < 0 || arrays[i].length < arrays[best].length)) best = i;
      if (best < 0) return new float[cells];
      float[] array = arrays[best];
      arrays[best] = arrays[--count];
      return array;
    }

    void give(float[] array) {
      if (count < arrays.length) {
        arrays[count++] = array;
        return;
      }
      int shortest = 0;
      for (int i = 1; i < count; i++) if (arrays[i].length < arrays[shortest].length) shortest = i;
      if (arrays[shortest].length < array.length) arrays[shortest] = array;
    }
  }
}
