package lucida.judge;

import lucida.core.Doubles;
import lucida.core.Floats;
import lucida.core.Storage;
import lucida.core.Tensor;

/**
 * 128 bits of a picture's cells: pictures with equal cells have equal ones, and different pictures do not by chance (1 in 10³⁸ of two, 1 in 10²⁶ of a million). 0 and −0 are different
 * cells.
 *
 * @param a one half
 * @param b the other, mixed by another factor
 */
record Fingerprint(long a, long b) {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xD6E8FEB86659FD93L;

  static Fingerprint of(Tensor x) {
    long a = x.size(), b = ~a;
    for (int w = 0; w < words(x.cells()); w++) {
      long word = word(x.cells(), w);
      a = mixed(a ^ word, FIRST);
      b = mixed(b + word, SECOND);
    }
    return new Fingerprint(mixed(a, SECOND), mixed(b, FIRST));
  }

  private static int words(Storage cells) { return cells instanceof Floats ? (cells.length() + 1) / 2 : cells.length(); }

  /** 64 bits of the cells: two floats, or a double. */
  private static long word(Storage cells, int w) {
    return switch (cells) {
      case Floats(float[] array) -> {
        int e = 2 * w;
        long low = Float.floatToRawIntBits(array[e]) & 0xFFFFFFFFL;
        yield e + 1 < array.length ? (long) Float.floatToRawIntBits(array[e + 1]) << 32 | low : low;
      }
      case Doubles(double[] array) -> Double.doubleToRawLongBits(array[w]);
    };
  }

  private static long mixed(long v, long factor) {
    long product = v * factor;
    return product ^ product >>> 32;
  }
}
