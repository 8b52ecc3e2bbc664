package lucida.weights;

import java.util.Map;

/** What PyTorch's two formats have in common: a pickle in which a dictionary of tensors is found. */
record TorchFile(String format, Map<String, TorchTensor> tensors, Map<String, String> metadata) {
  /** The tensors of what was saved, without their values. */
  static TorchFile of(Pickled root, WeightSource source, String format) {
    Map<String, TorchTensor> tensors = StateDict.tensors(StateDict.find(root, source.dictionary()));
    WeightSource.checkCount(tensors.size());
    return new TorchFile(format, tensors, StateDict.remarks(root));
  }

  /** The tensors with their values. */
  NamedTensors read(WeightSource source, TorchTensors values) {
    return source.tensors(format, metadata, values.read(tensors));
  }
}
