package lucida.weights.keras;

import io.jhdf.api.dataset.ChunkedDataset;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;

/**
 * The chunks of a data set of HDF5, checked before the library reads them, which allocates what they claim and unpacks without end. Keras writes
 * none; tools that pack files write chunks under the filters deflate, shuffle and Fletcher's checksum. Other filters are refused.
 */
final class Chunks {
  private static final int DEFLATE = 1;
  private static final List<Integer> KNOWN = List.of(DEFLATE, 2, 3);
  private static final int CHECKSUM = 4;
  private static final int WINDOW = 1 << 13;
  /** About what the library keeps for each chunk. */
  private static final int BYTES_OF_ENTRY = 256;

  private Chunks() {}

  /** Checks that reading a data set takes no more memory than is allowed. */
  static void check(ChunkedDataset data, ImportBudget budget) {
    String title = "'" + data.getPath() + "'";
    data.getFilters().stream().filter(filter -> !KNOWN.contains(filter.getId())).findFirst().ifPresent(filter -> {
      throw new WeightsException(title + " is packed by " + filter.getName() + "; read are deflate (gzip), shuffle and fletcher32");
    });
    long bytes = Math.max(1, data.getDataType().getSize());
    long chunks = 1;
    int[] extents = data.getDimensions();
    int[] chunk = data.getChunkDimensions();
    for (int axis = 0; axis < extents.length; axis++) {
      if (chunk[axis] < 1) throw new WeightsException(title + " has chunks of " + Arrays.toString(chunk));
      bytes = Math.min(Integer.MAX_VALUE, bytes * chunk[axis]);
      chunks = Math.min(Integer.MAX_VALUE, chunks * Math.ceilDiv(extents[axis], chunk[axis]));
    }
    budget.take(chunks, BYTES_OF_ENTRY, "the chunks of " + title);
    budget.take(2, (int) bytes, "a chunk of " + title);
    long packings = data.getFilters().stream().filter(filter -> filter.getId() == DEFLATE).count();
    if (packings > 1) throw new WeightsException(title + " is packed twice");
    if (packings > 0)
      for (int[] at = new int[extents.length]; at[0] < extents[0]; next(at, chunk, extents))
        checkUnpacked(data.getRawChunkBuffer(at), bytes + CHECKSUM, title);
  }

  private static void next(int[] at, int[] chunk, int[] extents) {
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] += chunk[axis];
      if (at[axis] < extents[axis] || axis == 0) return;
      at[axis] = 0;
    }
  }

  private static void checkUnpacked(ByteBuffer packed, long most, String title) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] window = new byte[WINDOW];
      long unpacked = 0;
      for (int n = 1; n > 0 && unpacked <= most; unpacked += n) n = inflater.inflate(window);
      if (unpacked > most) throw new WeightsException("a chunk of " + title + " unpacks to more than its " + most + " bytes");
    } catch (DataFormatException e) {
      throw WeightsException.because("a chunk of " + title + " is damaged: it cannot be unpacked", e);
    } finally {
      inflater.end();
    }
  }
}
