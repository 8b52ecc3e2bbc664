package lucida.core;

/**
 * The cells of a tensor, row-major, in one of two precisions. Kernels read and fill them; once a tensor holds them nobody writes to
 * them again.
 */
public sealed interface Storage permits Floats, Doubles {
  /** How many there are. */
  int length();

  /** How they are stored. */
  Precision precision();

  /** Cell i. */
  double get(int i);

  /** Rounds a value and stores it as cell i. Only for who allocated the cells and has not yet given them away. */
  void set(int i, double value);

  /** The array that holds them, a float[] or a double[]: shared, never copied. */
  Object array();

  /** Whether precision, length and every cell are the same. 0 and −0 are not; a NaN is the same as any NaN. */
  boolean sameAs(Storage other);
}
