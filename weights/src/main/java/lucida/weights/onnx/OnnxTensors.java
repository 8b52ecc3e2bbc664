package lucida.weights.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lucida.core.Cells;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.weights.StoredTensor;
import lucida.weights.WeightsException;

/**
 * The tensors of an ONNX file. float16, bfloat16 and float32 become float32; float64 and whole numbers float64.
 *
 * @param folder where external data lies: the folder of the file
 */
record OnnxTensors(Path folder) {
  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;
  private static final int DOUBLE = 11;
  private static final int BFLOAT16 = 16;

  static boolean isWhole(Message m) { return !isReal(m.number(2, 0)); }

  /** Whether a type is one of floating-point numbers. */
  static boolean isReal(long type) {
    return type == FLOAT || type == FLOAT16 || type == DOUBLE || type == BFLOAT16;
  }

  /** What a tensor is, without its values. */
  static StoredTensor stored(Message m) {
    String type = switch ((int) m.number(2, 0)) {
      case FLOAT -> "F32";
      case 2 -> "U8";
      case 3 -> "I8";
      case 4 -> "U16";
      case 5 -> "I16";
      case 6 -> "I32";
      case 7 -> "I64";
      case 9 -> "BOOL";
      case FLOAT16 -> "F16";
      case DOUBLE -> "F64";
      case 12 -> "U32";
      case 13 -> "U64";
      case BFLOAT16 -> "BF16";
      default -> "type " + m.number(2, 0);
    };
    return new StoredTensor(m.text(8), type, shape(m));
  }

  Tensor read(Message m) {
    int type = (int) m.number(2, 0);
    Shape shape = shape(m);
    Precision precision = type == FLOAT || type == FLOAT16 || type == BFLOAT16 ? Precision.FLOAT32 : Precision.FLOAT64;
    if (m.number(14, 0) == 1) return raw(external(m), type, shape, precision, m.text(8));
    if (m.has(9)) return raw(m.bytes(9).asReadOnlyByteBuffer(), type, shape, precision, m.text(8));
    return switch (type) {
      case FLOAT -> of(shape, precision, m.floats(4), m.text(8));
      case DOUBLE -> checked(shape, m.doubles(10).length, m.text(8), Tensor.of(Shape.of(m.doubles(10).length), m.doubles(10)));
      case FLOAT16, BFLOAT16 -> wide(shape, precision, m.numbers(5), m.text(8), type);
      default -> wide(shape, precision, m.has(7) ? m.numbers(7) : m.has(11) ? m.numbers(11) : m.numbers(5), m.text(8), type);
    };
  }

  private static Shape shape(Message m) {
    long[] dims = m.numbers(1);
    int[] extents = new int[dims.length];
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] < 0 || dims[i] > Integer.MAX_VALUE)
        throw new WeightsException("the tensor '" + m.text(8) + "' has an extent of " + dims[i]);
      extents[i] = (int) dims[i];
    }
    try {
      return Shape.of(extents);
    } catch (ShapeException e) { // more cells than one tensor holds
      throw WeightsException.because("the tensor '" + m.text(8) + "': " + e.getMessage(), e);
    }
  }

  private static Tensor of(Shape shape, Precision precision, float[] values, String name) {
    return checked(shape, values.length, name, Tensor.of(Shape.of(values.length), values).to(precision));
  }

  private static Tensor wide(Shape shape, Precision precision, long[] values, String name, int type) {
    requireSize(shape, values.length, name);
    return Tensor.filled(shape, precision,
        i -> type == FLOAT16
            ? Float.float16ToFloat((short) values[i])
            : type == BFLOAT16 ? Float.intBitsToFloat((int) values[i] << 16) : values[i]);
  }

  private static Tensor checked(Shape shape, int cells, String name, Tensor tensor) {
    requireSize(shape, cells, name);
    return tensor.reshape(shape);
  }

  private static void requireSize(Shape shape, long cells, String name) {
    if (cells != shape.size())
      throw new WeightsException(
          "the tensor '" + name + "' of shape " + shape + " has " + cells + " values instead of " + shape.size());
  }

  private static Tensor raw(ByteBuffer source, int type, Shape shape, Precision precision, String name) {
    int size = switch (type) {
      case FLOAT, 6, 12 -> 4;
      case DOUBLE, 7, 13 -> 8;
      case FLOAT16, BFLOAT16, 4, 5 -> 2;
      case 2, 3, 9 -> 1;
      default -> throw new WeightsException("the tensor '" + name + "' is of type " + type
          + ", which is not read; read are floats of 16, 32 and 64 bits and whole numbers");
    };
    if (source.remaining() != (long) size * shape.size())
      throw new WeightsException("the tensor '" + name + "' of shape " + shape + " has " + source.remaining() + " bytes instead of "
          + (long) size * shape.size());
    ByteBuffer bytes = source.slice().order(ByteOrder.LITTLE_ENDIAN);
    Cells cells = precision.allocate(shape.size());
    for (int i = 0; i < cells.length(); i++) cells.set(i, cell(bytes, i, type));
    return Tensor.of(shape, cells);
  }

  private static double cell(ByteBuffer b, int i, int type) {
    return switch (type) {
      case FLOAT -> b.getFloat(4 * i);
      case DOUBLE -> b.getDouble(8 * i);
      case FLOAT16 -> Float.float16ToFloat(b.getShort(2 * i));
      case BFLOAT16 -> Float.intBitsToFloat(b.getShort(2 * i) << 16);
      case 2, 9 -> Byte.toUnsignedInt(b.get(i));
      case 3 -> b.get(i);
      case 4 -> Short.toUnsignedInt(b.getShort(2 * i));
      case 5 -> b.getShort(2 * i);
      case 6 -> b.getInt(4 * i);
      case 12 -> Integer.toUnsignedLong(b.getInt(4 * i));
      default -> (double) b.getLong(8 * i);
    };
  }

  /** A part of a file beside the model. Its name may not lead out of the folder. */
  private ByteBuffer external(Message m) {
    Map<String, String> where = new HashMap<>();
    for (Message entry : m.messages(13)) where.put(entry.text(1), entry.text(2));
    String location = where.getOrDefault("location", "");
    Path file = folder.resolve(location).normalize();
    if (location.isEmpty() || !file.startsWith(folder.normalize()))
      throw new WeightsException("the tensor '" + m.text(8) + "' lies in '" + location + "', outside the model's folder");
    try (FileChannel channel = FileChannel.open(file)) {
      long offset = Long.parseLong(where.getOrDefault("offset", "0"));
      long length = Long.parseLong(where.getOrDefault("length", Long.toString(channel.size() - offset)));
      if (offset < 0 || length < 0 || offset > channel.size() - length || length > Integer.MAX_VALUE)
        throw new WeightsException("the tensor '" + m.text(8) + "' wants bytes " + offset + " to " + (offset + length) + " of "
            + location + ", which has " + channel.size());
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      for (long at = offset; bytes.hasRemaining();) at += Math.max(0, channel.read(bytes, at));
      return bytes.flip();
    } catch (IOException | NumberFormatException e) {
      throw WeightsException.because("the tensor '" + m.text(8) + "' cannot be read from " + location + ": " + e.getMessage(), e);
    }
  }
}
