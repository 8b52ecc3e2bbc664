package lucida.weights.safetensors;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.files.WholeFile;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.CellWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes safetensors files, whole or not at all. */
public final class SafeTensorsWriter {
  private static final int BUFFER = 1 << 20;
  private static final int ALIGNMENT = 8;

  private SafeTensorsWriter() {}

  /** Writes tensors as {@code WeightFiles.write} says. */
  public static void write(NamedTensors tensors, Path target) {
    try {
      WholeFile.write(target, out -> {
        writeAll(tensors, out);
        out.force(true);
      });
    } catch (WeightsException e) {
      throw e.in(target.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static void writeAll(NamedTensors tensors, FileChannel out) throws IOException {
    List<NamedTensor> wideFirst = new ArrayList<>();
    tensors.forEach(wideFirst::add);
    wideFirst.sort(Comparator.comparingInt((NamedTensor t) -> t.dtype().bytes()).reversed());
    writeFully(ByteBuffer.wrap(header(tensors, wideFirst)), out);
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (NamedTensor t : wideFirst) {
      int step = BUFFER / t.dtype().bytes();
      for (int i = 0; i < t.tensor().size(); i += step) {
        CellWriter.encode(t, i, Math.min(step, t.tensor().size() - i), buffer.clear());
        writeFully(buffer.flip(), out);
      }
    }
  }

  /** Names in their own order, data with the widest cells first, so that every tensor begins at a multiple of its cells. */
  private static byte[] header(NamedTensors tensors, List<NamedTensor> inFile) {
    Map<String, Long> begins = new HashMap<>();
    long at = 0;
    for (NamedTensor t : inFile) {
      begins.put(t.name(), at);
      at += size(t);
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), json)) {
      out.writeStartObject();
      if (!tensors.metadata().isEmpty()) {
        out.writeName(SafeTensorsHeader.METADATA).writeStartObject();
        tensors.metadata().forEach(out::writeStringProperty);
        out.writeEndObject();
      }
      for (NamedTensor t : tensors) writeEntry(t, requireNonNull(begins.get(t.name())), out);
      out.writeEndObject();
    }
    while (json.size() % ALIGNMENT != 0) json.write(' ');
    return ByteBuffer.allocate(Long.BYTES + json.size()).order(ByteOrder.LITTLE_ENDIAN).putLong(json.size()).put(json.toByteArray())
        .array();
  }

  private static void writeEntry(NamedTensor t, long begin, JsonGenerator out) {
    if (t.name().equals(SafeTensorsHeader.METADATA)) throw new WeightsException("a tensor cannot have the name '" + t.name() + "'");
    int[] extents = t.tensor().shape().extents();
    out.writeName(t.name()).writeStartObject();
    out.writeStringProperty("dtype", t.dtype().name());
    out.writeName("shape").writeArray(extents, 0, extents.length);
    out.writeName("data_offsets").writeArray(new long[]{begin, begin + size(t)}, 0, 2);
    out.writeEndObject();
  }

  private static long size(NamedTensor t) { return (long) t.tensor().size() * t.dtype().bytes(); }

  private static void writeFully(ByteBuffer bytes, FileChannel out) throws IOException {
    while (bytes.hasRemaining()) out.write(bytes);
  }
}
