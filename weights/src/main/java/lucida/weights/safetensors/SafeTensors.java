package lucida.weights.safetensors;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.CellReader;
import lucida.weights.io.Cursor;
import lucida.weights.io.ImportBudget;
import lucida.weights.io.WeightFormat;
import lucida.weights.io.WeightSource;

/**
 * safetensors: the length of a header (64 bits), the header (JSON: name → dtype, shape, first and last byte), the bytes of all
 * tensors one after the other, little-endian.
 */
public record SafeTensors() implements WeightFormat {
  private static final long LONGEST_HEADER = 100_000_000;
  private static final String WHAT = "the safetensors header";

  /** By the brace that opens the header. Eight bytes of a length stand before it, which no text begins with. */
  @Override
  public boolean recognises(byte[] head) { return head.length > 8 && head[8] == '{' && head[6] == 0 && head[7] == 0; }

  /** What a file says of itself, by key, read off its header. */
  public static Map<String, String> about(Bytes file) {
    Cursor in = new Cursor(file);
    return SafeTensorsHeader.parse(in.bytes(length(in), WHAT)).metadata();
  }

  private static long length(Cursor in) {
    long length = in.int64();
    if (length < 0 || length > LONGEST_HEADER)
      throw new WeightsException(WHAT + " claims " + length + " bytes, and at most " + LONGEST_HEADER + " are read");
    return length;
  }

  @Override
  public NamedTensors read(WeightSource source) {
    Cursor in = new Cursor(source.bytes());
    long length = length(in);
    SafeTensorsHeader header = SafeTensorsHeader.parse(in.bytes(length, WHAT));
    Bytes data = source.bytes().slice(8 + length, source.bytes().length() - 8 - length);
    checkSeamless(header.entries(), data.length());
    return source.tensors("safetensors", header.metadata(),
        header.entries().stream().map(entry -> read(entry, data, source.budget())).toList());
  }

  private static void checkSeamless(List<SafeTensorsHeader.Entry> entries, long end) {
    List<SafeTensorsHeader.Entry> inOrder = new ArrayList<>(entries);
    inOrder.sort(Comparator.comparingLong(SafeTensorsHeader.Entry::begin).thenComparingLong(SafeTensorsHeader.Entry::end));
    long at = 0;
    for (SafeTensorsHeader.Entry entry : inOrder) {
      if (entry.begin() != at || entry.end() < at)
        throw new WeightsException("tensor '" + entry.name() + "' lies at bytes " + entry.begin() + " to " + entry.end()
            + " of the data, and the one before it ends at " + at + ": they must follow each other without holes or overlaps");
      at = entry.end();
    }
    if (at != end) throw new WeightsException("its tensors take " + at + " bytes of data, and " + end + " are there");
  }

  private static NamedTensor read(SafeTensorsHeader.Entry entry, Bytes data, ImportBudget budget) {
    long count = entry.count();
    if (entry.end() - entry.begin() != count * entry.dtype().bytes())
      throw new WeightsException(
          "tensor '" + entry.name() + "' of shape " + entry.shape() + " has " + count + " cells of " + entry.dtype()
              + ", and " + (entry.end() - entry.begin()) + " bytes");
    budget.take(count, entry.dtype().bytesInMemory(), "tensor '" + entry.name() + "'");
    Shape shape = Shape.of(entry.shape().stream().mapToInt(Integer::intValue).toArray());
    return new NamedTensor(entry.name(), entry.dtype(),
        Tensor.of(shape, CellReader.read(data, entry.begin(), entry.dtype(), (int) count, ByteOrder.LITTLE_ENDIAN)));
  }
}
