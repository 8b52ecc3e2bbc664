package lucida.core;

import java.util.Arrays;

/** Cells stored as FLOAT64. The array is shared, never copied. */
public record Doubles(double[] array) implements Storage {
  @Override
  public int length() { return array.length; }

  @Override
  public Precision precision() { return Precision.FLOAT64; }

  @Override
  public double get(int i) { return array[i]; }

  @Override
  public void set(int i, double value) { array[i] = value; }

  @Override
  public boolean sameAs(Storage other) { return other instanceof Doubles that && Arrays.equals(array, that.array); }
}
