package lucida.weights;

import java.util.LinkedHashMap;
import java.util.Map;

/** What PyTorch's two formats have in common: a pickle in which a dictionary of tensors is found. */
final class TorchFiles {
  private TorchFiles() {}

  /** The tensors of what was saved. */
  static NamedTensors tensors(Pickled root, TorchTensors reader, WeightSource source, String format) {
    StateDict.Found found = StateDict.find(root, source.dictionary());
    Map<String, TorchTensor> described = StateDict.tensors(found);
    WeightSource.checkCount(described.size());
    Map<String, String> metadata = new LinkedHashMap<>(StateDict.remarks(root));
    metadata.put("format", format);
    return source.tensors(metadata, reader.read(described));
  }
}
