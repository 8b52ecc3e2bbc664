package lucida.weights.onnx;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.weights.Dtype;
import lucida.weights.StoredTensor;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.CellReader;
import lucida.weights.io.ImportBudget;

/**
 * The tensors of an ONNX file. float16, bfloat16 and float32 become float32; float64 and whole numbers float64.
 *
 * @param external the files beside it
 * @param budget of the import
 */
record OnnxTensors(ExternalData external, ImportBudget budget) {
  /** Of a model in a file. */
  static OnnxTensors of(Path model, ImportBudget budget) {
    return new OnnxTensors(new ExternalData(model, budget), budget);
  }

  /** Whether a type is one of floating-point numbers. */
  static boolean isReal(long type) {
    return dtype(type).map(Dtype::isFloat).orElse(false);
  }

  /** The type of a number in the file, if it is read. */
  static Optional<Dtype> dtype(long type) {
    return switch (Math.clamp(type, 0, 99)) { // no type has these two numbers
      case 1 -> Optional.of(Dtype.F32);
      case 2 -> Optional.of(Dtype.U8);
      case 3 -> Optional.of(Dtype.I8);
      case 4 -> Optional.of(Dtype.U16);
      case 5 -> Optional.of(Dtype.I16);
      case 6 -> Optional.of(Dtype.I32);
      case 7 -> Optional.of(Dtype.I64);
      case 9 -> Optional.of(Dtype.BOOL);
      case 10 -> Optional.of(Dtype.F16);
      case 11 -> Optional.of(Dtype.F64);
      case 12 -> Optional.of(Dtype.U32);
      case 13 -> Optional.of(Dtype.U64);
      case 16 -> Optional.of(Dtype.BF16);
      default -> Optional.empty();
    };
  }

  /** What a tensor is, without its values. */
  static StoredTensor stored(Message m) {
    return new StoredTensor(m.text(8), dtype(m.number(2, 0)).map(Dtype::toString).orElse("type " + m.number(2, 0)), shape(m));
  }

  /** A tensor with its values, counted against the budget. */
  Tensor read(Message m) {
    String title = "the tensor '" + m.text(8) + "'";
    Dtype type = dtype(m.number(2, 0)).orElseThrow(() -> new WeightsException(title + " is of type " + m.number(2, 0)
        + ", which is not read; read are floats of 16, 32 and 64 bits and whole numbers"));
    Shape shape = shape(m);
    if (m.has(3)) throw new WeightsException(title + " is one of several segments, which are not read");
    List<Integer> held = IntStream.of(4, 5, 7, 9, 10, 11).filter(m::has).boxed().toList();
    if (held.size() > 1 || held.size() == 1 && m.number(14, 0) == 1)
      throw new WeightsException(title + " holds its values twice, and which count would be a guess");
    if (m.number(14, 0) == 1) return external(m, type, shape, title);
    if (m.has(9)) return raw(new Bytes.OfBuffer(m.bytes(9).asReadOnlyByteBuffer()), type, shape, title);
    budget.take(shape.size(), 2 * Double.BYTES, title);
    return switch (type) {
      case F32 -> of(shape, m.floats(4), m.text(8));
      case F64 -> checked(shape, m.doubles(10).length, m.text(8), Tensor.of(Shape.of(m.doubles(10).length), m.doubles(10)));
      case F16, BF16 -> wide(shape, type, m.numbers(5), m.text(8));
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL ->
        wide(shape, type, m.has(7) ? m.numbers(7) : m.has(11) ? m.numbers(11) : m.numbers(5), m.text(8));
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
      throw WeightsException
          .because("the tensor '" + m.text(8) + "' is of " + Arrays.toString(extents) + ", more cells than one tensor holds", e);
    }
  }

  private static Tensor of(Shape shape, float[] values, String name) {
    return checked(shape, values.length, name, Tensor.of(Shape.of(values.length), values));
  }

  private static Tensor wide(Shape shape, Dtype type, long[] values, String name) {
    requireSize(shape, values.length, name);
    return Tensor.filled(shape, type.precision(), i -> switch (type) {
      case F16 -> Float.float16ToFloat((short) values[i]);
      case BF16 -> Float.intBitsToFloat((int) values[i] << 16);
      default -> values[i];
    });
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

  private Tensor raw(Bytes source, Dtype type, Shape shape, String title) {
    if (source.length() != (long) type.bytes() * shape.size())
      throw new WeightsException(title + " of shape " + shape + " has " + source.length() + " bytes instead of "
          + (long) type.bytes() * shape.size());
    budget.take(shape.size(), type.bytesInMemory(), title);
    return Tensor.of(shape, CellReader.read(source, 0, type, shape.size(), ByteOrder.LITTLE_ENDIAN));
  }

  private Tensor external(Message m, Dtype type, Shape shape, String title) {
    return external.read(title, where(m), bytes -> raw(bytes, type, shape, title));
  }

  /** The file that a tensor lies in, from the model's folder, if it is another one. */
  static Optional<String> location(Message m) {
    return m.number(14, 0) == 1 ? Optional.ofNullable(where(m).get("location")) : Optional.empty();
  }

  private static Map<String, String> where(Message m) {
    Map<String, String> where = new HashMap<>();
    for (Message entry : m.messages(13)) where.put(entry.text(1), entry.text(2));
    return where;
  }
}
