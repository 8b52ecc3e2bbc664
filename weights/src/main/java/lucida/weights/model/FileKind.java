package lucida.weights.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import lucida.files.RegularFile;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.WeightFormat;
import lucida.weights.io.ZipArchive;
import lucida.weights.torch.TorchZip;

/** Whether a file is a whole model or weights alone. It is seen from the content, never from the name. */
enum FileKind {
  /** A model of ONNX. */
  ONNX,
  /** A model of Keras, .h5 or .keras. */
  KERAS,
  /** Weights of PyTorch, safetensors or NumPy; whatever is none of the three too, which their readers refuse. */
  TENSORS;

  private static final int HEAD = 16;

  /**
   * Looks into a file; a folder holds tensors.
   *
   * @throws WeightsException in one sentence that names the file, if it cannot be read
   */
  static FileKind of(Path file) {
    if (Files.isDirectory(file)) return TENSORS;
    try (FileChannel channel = RegularFile.open(file)) {
      Bytes bytes = new Bytes.OfFile(channel, channel.size());
      byte[] head = bytes.copy(0, (int) Math.min(HEAD, bytes.length()));
      if (OtherFormat.HDF5.recognises(head) || isKerasArchive(head, bytes)) return KERAS;
      return OtherFormat.ONNX.recognises(head) && OtherFormat.ofWhole(head, bytes).isEmpty() ? ONNX : TENSORS;
    } catch (IOException e) {
      throw WeightsException.unreadable(file, e);
    }
  }

  /** A zip that cannot be listed is left to the reader of tensors, which says what is wrong with it. */
  private static boolean isKerasArchive(byte[] head, Bytes bytes) {
    if (!WeightFormat.startsWith(head, 0, "PK")) return false;
    try {
      ZipArchive zip = new ZipArchive(bytes);
      return zip.has("config.json") && zip.has("model.weights.h5") && !TorchZip.recognises(zip);
    } catch (WeightsException _) {
      return false;
    }
  }
}
