package lucida.core;

/** How cells are stored. float32 is for speed, float64 for truth. */
public enum Precision {
  /** IEEE 754 binary32. */
  FLOAT32 {
    @Override
    public Storage allocate(int size) { return new Floats(new float[size]); }

    @Override
    public double round(double value) { return (float) value; }

    @Override
    public double ulp(double value) { return Math.ulp((float) value); }
  },
  /** IEEE 754 binary64. */
  FLOAT64 {
    @Override
    public Storage allocate(int size) { return new Doubles(new double[size]); }

    @Override
    public double round(double value) { return value; }

    @Override
    public double ulp(double value) { return Math.ulp(value); }
  };

  /** Allocates {@code size} cells, all 0. */
  public abstract Storage allocate(int size);

  /** The nearest value that this precision can store. */
  public abstract double round(double value);

  /** The distance from a value to the next larger in magnitude. */
  public abstract double ulp(double value);
}
