package lucida.weights.io;

import java.nio.charset.StandardCharsets;
import lucida.weights.NamedTensors;

/** One kind of weight file. A new kind is added to the list of {@code WeightFiles}. */
public interface WeightFormat {
  /** Whether a file is of this kind, by its first bytes (at most 512) and its content, whatever its name. */
  boolean recognises(byte[] head);

  /** Its tensors; the exceptions need not name the file. */
  NamedTensors read(WeightSource source);

  /** Whether the bytes of a file's head from position {@code at} on are these, one for each letter. */
  static boolean startsWith(byte[] head, int at, String magic) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith(magic, at);
  }
}
