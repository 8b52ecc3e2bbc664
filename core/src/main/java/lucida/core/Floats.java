package lucida.core;

import java.util.Arrays;

/** Cells stored as FLOAT32. The array is shared, never copied. */
public record Floats(float[] array) implements Storage {
  @Override
  public int length() { return array.length; }

  @Override
  public Precision precision() { return Precision.FLOAT32; }

  @Override
  public double get(int i) { return array[i]; }

  @Override
  public void set(int i, double value) { array[i] = (float) value; }

  /** Whether none of the cells from … to − 1 is NaN or infinite. */
  public static boolean areFinite(float[] x, int from, int to) {
    for (int i = from; i < to; i++) if (!Float.isFinite(x[i])) return false;
    return true;
  }

  @Override
  public boolean sameAs(Storage other) { return other instanceof Floats that && Arrays.equals(array, that.array); }
}
