package lucida.weights.torch;

import java.util.Map;
import lucida.weights.NamedTensors;
import lucida.weights.io.WeightSource;

/** What PyTorch's two formats have in common: a pickle in which a dictionary of tensors is found. */
record TorchFile(String format, Map<String, TorchTensor> tensors, Map<String, String> metadata, WeightSource source) {
  /** The tensors of what was saved, without their values. */
  static TorchFile of(Pickled root, WeightSource source, String format) {
    StateDict.Found found = StateDict.find(root, source.set());
    Map<String, TorchTensor> tensors = StateDict.tensors(found);
    WeightSource.checkCount(tensors.size());
    boolean all = source.set().filter(found.path()::equals).isPresent();
    return new TorchFile(format, tensors, StateDict.remarks(root), all ? source.found() : source);
  }

  /** The tensors with their values. */
  NamedTensors read(TorchTensors values) {
    return source.tensors(format, metadata, values.read(tensors));
  }
}
