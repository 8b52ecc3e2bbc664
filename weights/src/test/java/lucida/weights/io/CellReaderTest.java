package lucida.weights.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import lucida.core.Shape;
import lucida.core.Storage;
import lucida.core.Tensor;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CellReaderTest {
  private static final long SEED = 20261121;

  /** The value of one cell by the definition of its dtype, from its bits, through BigInteger and powers of two. */
  private static double defined(Dtype dtype, BigInteger bits) {
    int width = 8 * dtype.bytes();
    return switch (dtype) {
      case F64 -> ieee(bits, 11, 52);
      case F32 -> ieee(bits, 8, 23);
      case F16 -> ieee(bits, 5, 10);
      case BF16 -> ieee(bits, 8, 7);
      case I64, I32, I16, I8 -> (bits.testBit(width - 1) ? bits.subtract(BigInteger.ONE.shiftLeft(width)) : bits).doubleValue();
      case U64, U32, U16, U8 -> bits.doubleValue();
      case BOOL -> bits.signum();
    };
  }

  /** IEEE 754, clause 3.4. */
  private static double ieee(BigInteger bits, int exponentBits, int fractionBits) {
    int top = (1 << exponentBits) - 1;
    int bias = top >> 1;
    int exponent = bits.shiftRight(fractionBits).intValue() & top;
    double fraction = bits.mod(BigInteger.ONE.shiftLeft(fractionBits)).doubleValue();
    double sign = bits.testBit(exponentBits + fractionBits) ? -1 : 1;
    if (exponent == top) return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    double significand = exponent == 0 ? fraction : fraction + Math.scalb(1.0, fractionBits);
    return sign * Math.scalb(significand, Math.max(exponent, 1) - bias - fractionBits);
  }

  /** All patterns of at most 16 bits, random ones beyond. All values are exact, and integers beyond 2⁵³ to nearest. */
  @ParameterizedTest
  @EnumSource(Dtype.class)
  void decodesEveryPatternByItsDefinition(Dtype dtype) {
    int count = dtype.bytes() <= 2 ? 1 << 8 * dtype.bytes() : 5_000;
    SplittableRandom random = new SplittableRandom(SEED);
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer file = ByteBuffer.allocate(count * dtype.bytes()).order(order);
      BigInteger[] patterns = new BigInteger[count];
      for (int i = 0; i < count; i++) {
        long bits = dtype.bytes() <= 2 ? i : random.nextLong() >>> random.nextInt(64);
        byte[] bigEndian = ByteBuffer.allocate(8).putLong(bits).array();
        patterns[i] = new BigInteger(1, bigEndian).mod(BigInteger.ONE.shiftLeft(8 * dtype.bytes()));
        for (int b = 0; b < dtype.bytes(); b++) file.put(bigEndian[order == ByteOrder.BIG_ENDIAN ? 8 - dtype.bytes() + b : 7 - b]);
      }
      Storage cells = CellReader.read(new Bytes.OfArray(file.array()), 0, dtype, count, order);
      for (int i = 0; i < count; i++) {
        BigInteger pattern = patterns[i];
        assertEquals(defined(dtype, pattern), cells.get(i), () -> dtype + " " + pattern.toString(16));
      }
    }
  }

  /** Large enough to be read in several parts; from an odd place on. Cell i has the value i mod 9973, whatever the part. */
  @Test
  void readsAllPartsOfALargeTensor() {
    int count = 1_100_001;
    ByteBuffer file = ByteBuffer.allocate(1 + 4 * count).order(ByteOrder.LITTLE_ENDIAN).put((byte) 77);
    for (int i = 0; i < count; i++) file.putFloat(i % 9973);
    Storage cells = CellReader.read(new Bytes.OfArray(file.array()), 1, Dtype.F32, count, ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) if (cells.get(i) != i % 9973) assertEquals(i % 9973, cells.get(i), "cell " + i);
  }

  /** What is read and written again has the same bytes: every pattern of 16 bits but NaN, whose payload a file may lose. */
  @ParameterizedTest
  @EnumSource(value = Dtype.class, names = {"F16", "BF16", "I16", "U16", "I8", "U8"})
  void writesWhatItRead(Dtype dtype) {
    int count = 1 << 8 * dtype.bytes();
    ByteBuffer file = ByteBuffer.allocate(count * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) for (int b = 0; b < dtype.bytes(); b++) file.put((byte) (i >>> 8 * b));
    Storage cells = CellReader.read(new Bytes.OfArray(file.array()), 0, dtype, count, ByteOrder.LITTLE_ENDIAN);
    ByteBuffer written = ByteBuffer.allocate(file.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    CellWriter.encode(new NamedTensor("t", dtype, Tensor.of(Shape.of(count), cells)), 0, count, written);
    for (int i = 0; i < count; i++)
      if (!Double.isNaN(cells.get(i)))
        assertEquals(file.slice(i * dtype.bytes(), dtype.bytes()), written.slice(i * dtype.bytes(), dtype.bytes()));
  }
}
