package lucida.core;

/**
 * Philox-4x32-10: 128 bits that are a pure function of a 64-bit key and a 128-bit counter. Ten rounds, each of two 32×32-bit
 * products whose high halves are mixed with the other words and the key. Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC 2011.
 *
 * <p>Of four words w₀ … w₃ the lower long is w₀ + 2³²·w₁ and the upper is w₂ + 2³²·w₃; so too the counter and the key.
 */
record Philox(long lower, long upper) {
  private static final int ROUNDS = 10;
  private static final long FACTOR_0 = 0xD2511F53L;
  private static final long FACTOR_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  static Philox of(long key, long lower, long upper) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int c0 = (int) lower;
    int c1 = (int) (lower >>> 32);
    int c2 = (int) upper;
    int c3 = (int) (upper >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = FACTOR_0 * Integer.toUnsignedLong(c0);
      long p1 = FACTOR_1 * Integer.toUnsignedLong(c2);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return new Philox(Integer.toUnsignedLong(c0) | (long) c1 << 32, Integer.toUnsignedLong(c2) | (long) c3 << 32);
  }
}
