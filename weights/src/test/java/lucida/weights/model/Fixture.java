package lucida.weights.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;

/** The small files that src/test/python/make_fixtures.py made with PyTorch, safetensors and NumPy, and what they hold. */
public final class Fixture {
  private Fixture() {}

  /** The bytes of a file. */
  public static byte[] bytes(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("/lucida/weights/" + name)) {
      if (in == null) throw new IllegalArgumentException("no fixture " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static NamedTensors read(String name) { return read(name, bytes(name)); }

  public static NamedTensors read(String name, byte[] bytes) {
    return WeightFiles.read(name, new Bytes.OfArray(bytes), Optional.empty());
  }

  public static NamedTensors read(String name, String dictionary) {
    return WeightFiles.read(name, new Bytes.OfArray(bytes(name)), Optional.of(dictionary));
  }

  /** Checks names, their order, dtypes, shapes and every value to the bit (all NaN count as equal). */
  public static void assertHolds(String expected, NamedTensors tensors) {
    List<String> lines = new String(bytes(expected + ".expected"), StandardCharsets.UTF_8).lines().toList();
    assertEquals(lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList(), tensors.names());
    for (String line : lines) assertHolds(line.split(" "), tensors);
  }

  private static void assertHolds(String[] words, NamedTensors tensors) {
    NamedTensor t = tensors.entry(words[0]);
    assertEquals(Dtype.valueOf(words[1]), t.dtype(), words[0]);
    assertEquals(t.dtype().precision(), t.tensor().precision(), words[0]);
    assertEquals(words[2].equals("-") ? "[]" : "[" + words[2].replace(",", ", ") + "]", t.tensor().shape().toString(), words[0]);
    double[] values = Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray();
    assertEquals(values.length, t.tensor().size(), words[0]);
    for (int i = 0; i < values.length; i++)
      assertEquals(Double.doubleToLongBits(values[i]), Double.doubleToLongBits(t.tensor().cell(i)), words[0] + " cell " + i);
  }

  /** Checks that these bytes are refused with one sentence that names the file and says all of this. */
  public static void assertRefused(String name, byte[] bytes, String... says) {
    WeightsException e = assertThrows(WeightsException.class, () -> read(name, bytes));
    assertTrue(e.getMessage().matches("(?s)\\Q" + name + "\\E(: | is | has | holds ).*"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    for (String part : says) assertTrue(e.getMessage().contains(part), "'" + part + "' is not in: " + e.getMessage());
  }

  /** Bytes with others in place of some. */
  public static byte[] patched(byte[] bytes, int at, byte... others) {
    byte[] patched = bytes.clone();
    System.arraycopy(others, 0, patched, at, others.length);
    return patched;
  }

  public static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  public static byte[] littleEndian(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  public static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) all.put(part);
    return all.array();
  }

  /** One byte for each letter. */
  public static byte[] latin(String text) { return text.getBytes(StandardCharsets.ISO_8859_1); }
}
