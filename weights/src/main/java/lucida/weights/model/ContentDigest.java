package lucida.weights.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import lucida.files.Sha256;
import lucida.weights.NamedTensor;
import lucida.weights.io.CellWriter;

/** SHA-256 of what a file says: every entry of its metadata, and every tensor's name, dtype, extents and cells, by name in order. */
final class ContentDigest {
  private static final int CELLS = 1 << 13;

  private final MessageDigest digest = Sha256.digest();
  private final ByteBuffer buffer = ByteBuffer.allocate(CELLS * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private ContentDigest() {}

  /** In 64 hexadecimal digits; the metadata's own entry for it is left out. */
  static String of(Map<String, String> metadata, Iterable<NamedTensor> tensors, String own) {
    ContentDigest content = new ContentDigest();
    Map<String, String> others = new TreeMap<>(metadata);
    others.remove(own);
    others.forEach((key, value) -> content.text(key).text(value));
    Map<String, NamedTensor> byName = new TreeMap<>();
    tensors.forEach(t -> byName.put(t.name(), t));
    byName.values().forEach(content::tensor);
    return Sha256.hex(content.digest);
  }

  /** With its length first, so that no two contents read alike. */
  private ContentDigest text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(buffer.clear().putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  private void tensor(NamedTensor t) {
    text(t.name()).text(t.dtype().name()).text(Arrays.toString(t.tensor().shape().extents()));
    for (int i = 0; i < t.tensor().size(); i += CELLS) {
      CellWriter.encode(t, i, Math.min(CELLS, t.tensor().size() - i), buffer.clear());
      digest.update(buffer.flip());
    }
  }
}
