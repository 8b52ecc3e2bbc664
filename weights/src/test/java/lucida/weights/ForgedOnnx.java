package lucida.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import lucida.weights.model.Fixture;

/** Writes ONNX models field by field, so that they may lie. */
public final class ForgedOnnx {
  private ForgedOnnx() {}

  /** A field that is a whole number. */
  public static byte[] number(int field, long value) {
    return Fixture.joined(varint((long) field << 3), varint(value));
  }

  /** A field that is a message of these fields, or a text. */
  public static byte[] bytes(int field, byte[]... parts) {
    byte[] all = Fixture.joined(parts);
    return Fixture.joined(varint((long) field << 3 | 2), varint(all.length), all);
  }

  public static byte[] text(int field, String text) { return bytes(field, text.getBytes(UTF_8)); }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) out.write((int) (rest & 0x7f | 0x80));
    out.write((int) rest);
    return out.toByteArray();
  }

  /** A model of a graph of these parts. */
  public static byte[] model(byte[]... parts) {
    return Fixture.joined(number(1, 8), bytes(7, parts), bytes(8, text(1, ""), number(2, 17)));
  }

  /** A part of a graph: a node; its inputs and outputs separated by spaces. */
  public static byte[] node(String op, String inputs, String outputs, byte[]... attributes) {
    byte[][] parts = new byte[attributes.length][];
    for (int i = 0; i < parts.length; i++) parts[i] = bytes(5, attributes[i]);
    return bytes(1, Fixture.joined(texts(1, inputs)), Fixture.joined(texts(2, outputs)), text(3, op), text(4, op),
        Fixture.joined(parts));
  }

  private static byte[][] texts(int field, String words) {
    return words.isEmpty() ? new byte[0][] : Arrays.stream(words.split(" ")).map(word -> text(field, word)).toArray(byte[][]::new);
  }

  /** An attribute of one whole number. */
  public static byte[] attribute(String name, long value) {
    return Fixture.joined(text(1, name), number(3, value), number(20, 2));
  }

  /** A part of a graph: an initialiser of float32. */
  public static byte[] floats(String name, byte[] raw, long... extents) {
    return tensor(name, 1, extents, bytes(9, raw));
  }

  /** A part of a graph: an initialiser of whole numbers. */
  public static byte[] whole(String name, long... values) {
    byte[][] raw = Arrays.stream(values).mapToObj(Fixture::littleEndian).toArray(byte[][]::new);
    return tensor(name, 7, new long[]{values.length}, bytes(9, raw));
  }

  /** A part of a graph: an initialiser of float32 whose cells lie in another file. */
  public static byte[] external(String name, String location, String offset, String length, long... extents) {
    return tensor(name, 1, extents, number(14, 1), entry("location", location),
        offset.isEmpty() ? new byte[0] : entry("offset", offset), length.isEmpty() ? new byte[0] : entry("length", length));
  }

  private static byte[] entry(String key, String value) { return bytes(13, text(1, key), text(2, value)); }

  private static byte[] tensor(String name, int type, long[] extents, byte[]... data) {
    byte[][] dims = Arrays.stream(extents).mapToObj(extent -> number(1, extent)).toArray(byte[][]::new);
    return bytes(5, Fixture.joined(dims), number(2, type), text(8, name), Fixture.joined(data));
  }

  /** Parts of a graph: an input of float32 'x', and the output. */
  public static byte[] ends(String output, long... extents) {
    byte[][] dims = Arrays.stream(extents).mapToObj(extent -> bytes(1, number(1, extent))).toArray(byte[][]::new);
    return Fixture.joined(bytes(11, text(1, "x"), bytes(2, bytes(1, number(1, 1), bytes(2, dims)))), bytes(12, text(1, output)));
  }
}
