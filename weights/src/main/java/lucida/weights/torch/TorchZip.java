package lucida.weights.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lucida.layers.Names;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.Bytes;
import lucida.weights.io.Cursor;
import lucida.weights.io.PythonExport;
import lucida.weights.io.WeightSource;
import lucida.weights.io.ZipArchive;

/** PyTorch's zip archives, since 1.6: a pickle 'data.pkl' and a file 'data/key' for each storage, all in one folder. */
public final class TorchZip {
  private static final String PICKLE = "data.pkl";

  private TorchZip() {}

  /** Whether an archive is one. */
  public static boolean recognises(ZipArchive archive) {
    return archive.names().stream().anyMatch(TorchZip::isPickle);
  }

  private static boolean isPickle(String name) { return name.equals(PICKLE) || name.endsWith("/" + PICKLE); }

  /** Its tensors. */
  public static NamedTensors read(ZipArchive archive, WeightSource source) {
    List<String> pickles = archive.names().stream().filter(TorchZip::isPickle).toList();
    String folder = pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
    List<String> outside = archive.names().stream().filter(name -> !name.startsWith(folder)).toList();
    if (pickles.size() > 1 || !outside.isEmpty())
      throw new WeightsException("a PyTorch file is one '" + PICKLE + "' and its folder, and this archive has "
          + Names.listed(pickles.size() > 1 ? pickles : outside) + (pickles.size() > 1 ? "" : " beside '" + folder + "'"));
    if (archive.has(folder + "constants.pkl"))
      throw new WeightsException(
          "is a TorchScript program and not its tensors: load it in Python with torch.jit.load and save them with "
              + "torch.save(model.state_dict(), 'weights.pth'), or export it with torch.onnx.export",
          PythonExport.TORCHSCRIPT.lines());
    Cursor in = new Cursor(archive.open(folder + PICKLE, source.budget()));
    TorchFile file = TorchFile.of(new PickleReader(in, source.bytes().length()).read(), source, "PyTorch zip");
    if (in.remaining() > 0)
      throw new WeightsException("its pickle ends at byte " + in.position() + ", and " + in.remaining() + " bytes follow");
    return file.read(
        new TorchTensors(storage -> open(archive, folder, storage, source), order(archive, folder, source), source.budget()));
  }

  private static Bytes open(ZipArchive archive, String folder, TorchStorage storage, WeightSource source) {
    Bytes bytes = archive.open(folder + "data/" + storage.key(), source.budget());
    if (bytes.length() - storage.length() < 0 || bytes.length() - storage.length() >= storage.dtype().bytes())
      throw new WeightsException(
          "the storage '" + storage.key() + "' should have " + storage.length() + " bytes and has " + bytes.length());
    return bytes;
  }

  /** Little-endian unless the archive says otherwise. */
  private static ByteOrder order(ZipArchive archive, String folder, WeightSource source) {
    if (!archive.has(folder + "byteorder")) return ByteOrder.LITTLE_ENDIAN;
    Bytes bytes = archive.open(folder + "byteorder", source.budget());
    ByteBuffer text = ByteBuffer.allocate((int) Math.min(16, bytes.length()));
    bytes.read(0, text);
    return switch (StandardCharsets.US_ASCII.decode(text.flip()).toString()) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw new WeightsException("its byte order is neither 'little' nor 'big'");
    };
  }
}
