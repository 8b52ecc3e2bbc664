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

  @Override
  public boolean isFinite() { return areFinite(array, 0, array.length); }

  /** Whether none of the cells from … to − 1 is NaN or infinite: x − x is 0 for all others. Two sums, for none waits for the one before it. */
  public static boolean areFinite(float[] x, int from, int to) {
    float even = 0, odd = 0;
    int i = from;
    for (; i < to - 1; i += 2) {
      even += x[i] - x[i];
      odd += x[i + 1] - x[i + 1];
    }
    return even + odd + (i < to ? x[i] - x[i] : 0) == 0;
  }

  @Override
  public boolean sameAs(Storage other) { return other instanceof Floats that && Arrays.equals(array, that.array); }
}
