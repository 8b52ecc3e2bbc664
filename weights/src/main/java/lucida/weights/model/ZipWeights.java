package lucida.weights.model;

import lucida.layers.Names;
import lucida.weights.NamedTensors;
import lucida.weights.WeightsException;
import lucida.weights.io.WeightFormat;
import lucida.weights.io.WeightSource;
import lucida.weights.io.ZipArchive;
import lucida.weights.npy.NpyFiles;
import lucida.weights.torch.TorchZip;

/** Zip archives: whose they are is seen from their entries. */
record ZipWeights() implements WeightFormat {
  @Override
  public boolean recognises(byte[] head) {
    return WeightFormat.startsWith(head, 0, "PK\u0003\u0004") || WeightFormat.startsWith(head, 0, "PK\u0005\u0006");
  }

  @Override
  public NamedTensors read(WeightSource source) {
    ZipArchive archive = new ZipArchive(source.bytes());
    if (TorchZip.recognises(archive)) return TorchZip.read(archive, source);
    if (archive.names().stream().anyMatch(name -> name.endsWith(NpyFiles.ENDING))) return NpyFiles.read(archive, source);
    if (archive.has("model.weights.h5")) throw new WeightsException("is a Keras archive, a whole model: open it with ModelFiles");
    if (archive.names().stream()
        .anyMatch(name -> name.endsWith("serialized_exported_program.json") || name.endsWith("models/model.json")))
      throw new WeightsException("is a program of torch.export; the network exported to ONNX is read");
    throw new WeightsException(
        "is a zip archive, and neither PyTorch's nor NumPy's: its entries are " + Names.listed(archive.names()));
  }
}
