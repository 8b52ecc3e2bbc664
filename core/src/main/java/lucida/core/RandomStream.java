package lucida.core;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Random numbers by number: value i of a stream is a pure function of the seed, the stream and i, so that the same numbers come out
 * however the work is split and in whatever order it is done, on every machine.
 *
 * <p>The bits are those of Philox-4x32-10 (Salmon, Moraes, Dror, Shaw, SC 2011) under the seed as key: block b of a stream is its
 * output for the counter b + 2⁶⁴·stream, 128 bits. {@link #bits bits(i)} is the lower half of block i/2 if i is even, else the
 * upper half, and everything else is made of these. Use one stream for one purpose: uniform(i) and gaussian(i) of one stream share
 * bits.
 *
 * @param seed what the user chooses
 * @param stream one of 2⁶⁴ independent sequences under that seed
 */
public record RandomStream(long seed, long stream) {
  /** Stream 0 of a seed. */
  public static RandomStream of(long seed) { return new RandomStream(seed, 0); }

  /**
   * The stream of this name within this one, for everything that needs numbers of its own. Its number is bits(h) of this stream
   * under the complement of the seed, h being the 64-bit FNV-1a hash of the name in UTF-8.
   */
  public RandomStream stream(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) hash = (hash ^ Byte.toUnsignedInt(b)) * 0x100000001B3L;
    return stream(hash);
  }

  /**
   * The stream of this number within this one, as for one image or one sample among many. Its own number is bits(number) of this
   * stream under the complement of the seed.
   */
  public RandomStream stream(long number) {
    return new RandomStream(seed, new RandomStream(~seed, stream).bits(number));
  }

  /** 64 random bits. */
  public long bits(long i) {
    Philox block = Philox.of(seed, i >>> 1, stream);
    return (i & 1) == 0 ? block.lower() : block.upper();
  }

  /** Uniform in [0, 1): the upper 53 bits of bits(i), times 2⁻⁵³. */
  public double uniform(long i) { return unit(bits(i), 53); }

  private static double unit(long word, int bits) { return (word >>> 64 - bits) / (double) (1L << bits); }

  /**
   * Gaussian with mean 0 and variance 1, by Box and Muller: of block i/2 u is the upper 53 bits of the lower half, plus 1, times
   * 2⁻⁵³, and v the upper 53 bits of the upper half, times 2⁻⁵³; it is √(−2 log u) · cos 2πv if i is even, with sin if i is odd. No
   * value exceeds 8.6.
   */
  public double gaussian(long i) {
    Philox block = Philox.of(seed, i >>> 1, stream);
    return (i & 1) == 0 ? radius(block) * StrictMath.cos(angle(block)) : radius(block) * StrictMath.sin(angle(block));
  }

  private static double radius(Philox block) { return Math.sqrt(-2 * StrictMath.log(unit(block.lower(), 53) + 0x1p-53)); }

  private static double angle(Philox block) { return 2 * Math.PI * unit(block.upper(), 53); }

  /** One of 0 … n − 1: the upper 64 bits of the 128-bit product n · bits(i). Each comes with probability 1/n to within 2⁻⁶⁴. */
  public int below(int n, long i) {
    if (n < 1) throw new IllegalArgumentException("there is no whole number from 0 to below " + n);
    return (int) Math.unsignedMultiplyHigh(n, bits(i));
  }

  /** True with probability p: where uniform(i) is below p. */
  public boolean bernoulli(double p, long i) { return uniform(i) < p; }

  /**
   * The numbers 0 … n − 1 in random order, by Fisher and Yates: for i = n − 1 down to 1, the one at i changes places with the one
   * at below(i + 1, i).
   */
  public int[] permutation(int n) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = below(i + 1, i);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /**
   * Cell i is low + (high − low)·u with u = uniform(i), for float32 cut to its upper 24 bits. Between 0 and 1 no cell is 1; in
   * other ranges the rounding may reach {@code high}.
   */
  public Tensor uniform(Shape shape, Precision precision, double low, double high) {
    int bits = switch (precision) {
      case FLOAT32 -> 24;
      case FLOAT64 -> 53;
    };
    return Tensor.filled(shape, precision, i -> low + (high - low) * unit(bits(i), bits));
  }

  /** Cell i is mean + deviation · gaussian(i). Two cells share a block. */
  public Tensor gaussian(Shape shape, Precision precision, double mean, double deviation) {
    Storage cells = precision.allocate(shape.size());
    for (int i = 0; i < cells.length(); i += 2) {
      Philox block = Philox.of(seed, i >>> 1, stream);
      double r = radius(block), angle = angle(block);
      cells.set(i, mean + deviation * (r * StrictMath.cos(angle)));
      if (i + 1 < cells.length()) cells.set(i + 1, mean + deviation * (r * StrictMath.sin(angle)));
    }
    return Tensor.of(shape, cells);
  }

  /** Cell i is 1 with probability p, else 0: {@link #bernoulli bernoulli(p, i)}. */
  public Tensor bernoulli(Shape shape, Precision precision, double p) {
    return Tensor.filled(shape, precision, i -> bernoulli(p, i) ? 1 : 0);
  }
}
