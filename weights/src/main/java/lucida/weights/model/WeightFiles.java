package lucida.weights.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lucida.files.RegularFile;
import lucida.weights.NamedTensor;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.ImportBudget;
import lucida.weights.io.WeightFormat;
import lucida.weights.io.WeightSource;
import lucida.weights.npy.NpyFiles;
import lucida.weights.safetensors.SafeTensors;
import lucida.weights.safetensors.SafeTensorsWriter;
import lucida.weights.torch.TorchLegacy;

/**
 * Reads the tensors of a weight file of any kind, PyTorch (zip and legacy), safetensors, NumPy, and writes safetensors. The kind is seen from the content,
 * never from the name. Files are not trusted: reading one ends in tensors or in a {@link WeightsException}, never in code of the
 * file's, and takes no more memory than its size accounts for.
 */
public final class WeightFiles {
  private static final int HEAD = 512;
  private static final int LISTED = 1000;
  private static final List<WeightFormat> FORMATS = Stream
      .concat(Stream.of(new ZipWeights(), new TorchLegacy(), new SafeTensors(), new NpyFiles()), Stream.of(OtherFormat.values()))
      .toList();

  private WeightFiles() {}

  /**
   * The tensors of a file.
   *
   * @throws WeightsException if the file cannot be read, in one sentence that names it
   */
  public static NamedTensors read(Path file) { return read(file, Optional.empty()); }

  /**
   * Some of the tensors of a file: those of one of several dictionaries in a checkpoint, by its path, "model_ema" or "ema/state_dict"; or
   * those whose names begin so, "encoder" for "encoder.conv1.weight", without that beginning.
   *
   * @throws WeightsException if the file cannot be read or has no such tensors
   */
  public static NamedTensors read(Path file, String set) { return read(file, Optional.of(set)); }

  /**
   * Writes tensors as a safetensors file, whole or not at all: each in its dtype, under their names and with their metadata. A file of that
   * name is replaced. Rounds to nearest where the dtype is narrower than the values.
   *
   * @throws WeightsException if an integer dtype cannot store a value
   * @throws java.io.UncheckedIOException if it cannot be written; the old file is then as it was
   */
  public static void write(NamedTensors tensors, Path target) { SafeTensorsWriter.write(tensors, target); }

  /** The tensors of a file held in memory. The name is for messages. */
  public static NamedTensors read(String name, byte[] file) {
    return read(name, new Bytes.OfArray(file), Optional.empty());
  }

  static NamedTensors read(Path file, Optional<String> set) {
    String name = String.valueOf(file.getFileName());
    if (Files.isDirectory(file)) {
      NamedTensors all = readFolder(file);
      return set.map(all::under).orElse(all);
    }
    try (FileChannel channel = RegularFile.open(file)) {
      return read(name, new Bytes.OfFile(channel, channel.size()), set);
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e);
    }
  }

  /** What a safetensors file says of itself, by key, read off its header; others say nothing. */
  static Map<String, String> about(Path file) {
    if (Files.isDirectory(file)) return Map.of();
    try (FileChannel channel = RegularFile.open(file)) {
      Bytes bytes = new Bytes.OfFile(channel, channel.size());
      byte[] head = bytes.copy(0, (int) Math.min(HEAD, bytes.length()));
      return new SafeTensors().recognises(head) ? SafeTensors.about(bytes) : Map.of();
    } catch (WeightsException e) {
      throw e.in(String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e);
    }
  }

  private static NamedTensors readFolder(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      OtherFormat.ofFolder(inside.limit(LISTED).map(file -> String.valueOf(file.getFileName())).toList()).ifPresent(what -> {
        throw new WeightsException(what).in(folder.toString());
      });
      List<NamedTensor> tensors = new ArrayList<>();
      for (Path file : NpyFiles.inFolder(folder)) read(file).forEach(tensors::add);
      return NamedTensors.of(String.valueOf(folder.getFileName()), "a folder of NumPy .npy", Map.of(), tensors);
    } catch (IOException e) {
      throw WeightsException.because(folder + ": the folder cannot be read (" + e + ")", e);
    }
  }

  /** The tensors of a file that is open. */
  static NamedTensors read(String name, Bytes bytes, Optional<String> set) {
    try {
      byte[] head = bytes.copy(0, (int) Math.min(HEAD, bytes.length()));
      OtherFormat.ofWhole(head, bytes).ifPresent(what -> {
        throw new WeightsException(what);
      });
      WeightFormat format = FORMATS.stream().filter(known -> known.recognises(head)).findFirst().orElseThrow(() -> unknown(head));
      return format.read(new WeightSource(name, bytes, new ImportBudget(bytes.length()), set));
    } catch (WeightsException e) {
      throw e.in(name);
    }
  }

  private static WeightsException unknown(byte[] head) {
    if (head.length == 0) return new WeightsException("the file is empty");
    String first = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(8, head.length));
    return new WeightsException("is not a weight file that Lucida can read, it begins with the bytes " + first
        + ". What is read: PyTorch (.pth, .pt, .th), safetensors, NumPy (.npy, .npz, a folder of .npy), ONNX, and Keras (.h5, .keras)");
  }
}
