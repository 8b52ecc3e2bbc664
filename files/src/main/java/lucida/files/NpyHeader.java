package lucida.files;

import java.nio.ByteOrder;
import java.util.Optional;
import lucida.core.Shape;

/**
 * What the header of a NumPy file says: a Python dict with exactly the keys 'descr', 'fortran_order' and 'shape'.
 *
 * @param fortran whether the first index runs fastest in the file
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, Shape shape) {
  /** The first bytes of every such file. */
  static byte[] magic() { return new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'}; }

  /**
   * Reads a header.
   *
   * @throws IllegalArgumentException if it is anything else; the message says what and where
   */
  static NpyHeader parse(String text) {
    PythonText in = new PythonText(text);
    Optional<String> descr = Optional.empty();
    Optional<Boolean> fortran = Optional.empty();
    Optional<Shape> shape = Optional.empty();
    in.expect('{');
    while (!in.accept('}')) {
      String key = in.string();
      in.expect(':');
      switch (key) {
        case "descr" -> descr = once(key, descr, in.string());
        case "fortran_order" -> fortran = once(key, fortran, in.truth());
        case "shape" -> shape = once(key, shape, Shape.of(in.tuple()));
        default -> throw new IllegalArgumentException("the header has an unknown key '" + key + "'");
      }
      if (!in.accept(',') && !in.sees('}')) in.expect(',');
    }
    in.expectEnd();
    return of(there("descr", descr), there("fortran_order", fortran), there("shape", shape));
  }

  private static <T> Optional<T> once(String key, Optional<T> before, T value) {
    if (before.isPresent()) throw new IllegalArgumentException("the header says '" + key + "' twice");
    return Optional.of(value);
  }

  private static <T> T there(String key, Optional<T> value) {
    return value.orElseThrow(() -> new IllegalArgumentException("the header does not say '" + key + "'"));
  }

  private static NpyHeader of(String descr, boolean fortran, Shape shape) {
    char order = descr.isEmpty() ? '?' : descr.charAt(0);
    if ("<>|".indexOf(order) < 0) throw new IllegalArgumentException("the type '" + descr + "' does not start with <, > or |");
    NpyType type = NpyType.named(descr.substring(1));
    if (order == '|' && type.bytes() > 1)
      throw new IllegalArgumentException("the type '" + descr + "' does not say its byte order");
    return new NpyHeader(type, order == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, fortran, shape);
  }

  /** Bytes that the cells take. */
  long bytes() { return (long) shape.size() * type.bytes(); }
}
