package lucida.weights.model;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import lucida.weights.io.Bytes;

/**
 * The numbers of the fields of a protobuf message, which tell formats apart whose first bytes are alike. ONNX has its graph in field 7; Core
 * ML its network in one from 200 on; a SavedModel nothing but fields 1 and 2.
 *
 * @param numbers of the first fields
 * @param whole whether the fields end where the file ends
 */
record Protobuf(Set<Integer> numbers, boolean whole) {
  private static final int MOST = 1000;

  /** Of a file; of one that is damaged those before the damage. */
  static Protobuf of(Bytes bytes) {
    Set<Integer> numbers = new TreeSet<>();
    long at = 0;
    for (int n = 0; n < MOST && at < bytes.length(); n++) {
      ByteBuffer head = head(bytes, at);
      long tag = varint(head);
      long after = at + head.position();
      at = tag < 8 ? -1 : switch ((int) (tag & 7)) {
        case 0 -> varint(head) < 0 ? -1 : at + head.position();
        case 1 -> after + 8;
        case 2 -> {
          long length = varint(head);
          yield length < 0 || length > bytes.length() ? -1 : at + head.position() + length;
        }
        case 5 -> after + 4;
        default -> -1;
      };
      if (at < 0 || at > bytes.length()) return new Protobuf(numbers, false);
      numbers.add((int) (tag >>> 3));
    }
    return new Protobuf(numbers, at == bytes.length());
  }

  boolean isCoreMl() { return !numbers.contains(7) && numbers.stream().anyMatch(n -> n >= 200 && n < 4000); }

  boolean isSavedModel() { return whole && numbers.equals(Set.of(1, 2)); }

  private static ByteBuffer head(Bytes bytes, long at) {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(20, bytes.length() - at));
    bytes.read(at, head);
    return head.flip();
  }

  /** −1 if it does not end. */
  private static long varint(ByteBuffer from) {
    long value = 0;
    for (int shift = 0; shift < 63 && from.hasRemaining(); shift += 7) {
      byte b = from.get();
      value |= (long) (b & 127) << shift;
      if (b >= 0) return value;
    }
    return -1;
  }
}
