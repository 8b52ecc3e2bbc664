package lucida.benchmarks.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import lucida.layers.Model;
import lucida.layers.architecture.Architectures;
import lucida.weights.model.Conversion;
import lucida.weights.model.ModelFiles;
import lucida.weights.model.WeightFiles;

/**
 * A network as its users have it, for each engine to read.
 *
 * @param network the name of the architecture
 * @param onnx the network with its weights
 * @param weights the weights alone, as safetensors
 */
public record NetworkFiles(String network, Path onnx, Path weights) {
  /** Those of a work in a folder, written if they are not there. */
  static NetworkFiles in(Path folder, PeerWork work) {
    NetworkFiles files = new NetworkFiles(work.network(), folder.resolve(work.network() + ".onnx"),
        folder.resolve(work.network() + ".safetensors"));
    if (!Files.exists(files.onnx)) ModelFiles.write(work.model(), files.onnx);
    if (!Files.exists(files.weights)) WeightFiles.write(Conversion.of(work.model()).tensors(), files.weights);
    return files;
  }

  /** The architecture with the weights of the file. */
  public Model model() {
    return ModelFiles.model(WeightFiles.read(weights), Architectures.named(network));
  }
}
