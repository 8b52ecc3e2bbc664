package lucida.weights.torch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import lucida.weights.WeightsException;
import lucida.weights.io.Cursor;

/** Reads the integers and texts of a pickle. A length is compared with the bytes that are left before anything is made of it. */
record PickleScalars(Cursor in) {
  private static final int LONGEST_INTEGER = 255;

  /** An integer in decimal digits, perhaps with an L, up to the end of the line; 00 and 01 are truth values. */
  Pickled decimal() {
    String line = in.line(LONGEST_INTEGER, "a number");
    if (line.equals("00")) return Pickled.Constant.FALSE;
    if (line.equals("01")) return Pickled.Constant.TRUE;
    try {
      return integer(new BigInteger(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
    } catch (NumberFormatException e) {
      throw WeightsException.because("'" + line + "' is not an integer", e);
    }
  }

  /** Reads an integer of {@code length} bytes, little-endian, in two's complement. */
  Pickled integer(int length) {
    if (length > LONGEST_INTEGER) throw new WeightsException("it has an integer of " + length + " bytes");
    byte[] littleEndian = in.bytes(length, "an integer");
    byte[] bigEndian = new byte[length];
    for (int i = 0; i < length; i++) bigEndian[i] = littleEndian[length - 1 - i];
    return length == 0 ? new Pickled.Int(0) : integer(new BigInteger(bigEndian));
  }

  private static Pickled integer(BigInteger value) {
    return value.bitLength() < Long.SIZE ? new Pickled.Int(value.longValue()) : new Pickled.BigInt(value);
  }

  /** A text in UTF-8. */
  Pickled text(long length) {
    byte[] utf8 = in.bytes(length, "a text");
    try {
      return new Pickled.Text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw WeightsException.because("it has a text that is not UTF-8", e);
    }
  }

  /** A string of Python 2: bytes, in practice ASCII. */
  Pickled oldText(int length) {
    return new Pickled.Text(new String(in.bytes(length, "a text"), StandardCharsets.ISO_8859_1));
  }

  /** Bytes, which are not looked at. */
  Pickled raw(long length) {
    in.skip(length, "a string of bytes");
    return new Pickled.Opaque("bytes");
  }
}
