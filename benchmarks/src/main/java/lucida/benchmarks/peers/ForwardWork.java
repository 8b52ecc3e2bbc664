package lucida.benchmarks.peers;

import java.util.Map;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;

/** The scores of a batch of pictures by a built-in architecture; weights and pictures are random, of a seed. */
public record ForwardWork(String network, int batch) {
  private static final long SEED = 1;

  /** The network with its weights. */
  public Model model() {
    Network built = Architectures.named(network);
    return new Model(built, Initial.weights(built, SEED, Precision.FLOAT32));
  }

  /** The pictures, [N, C, H, W]. */
  public Tensor pictures() {
    return RandomStream.of(SEED).gaussian(shape(), Precision.FLOAT32, 0, 1);
  }

  /** The extents of the pictures. */
  public Shape shape() { return Architectures.named(network).input().insert(0, batch); }

  /** Multiplications and additions of the direct sums, whatever an engine does. */
  double operations() {
    Network built = Architectures.named(network);
    Map<String, Shape> shapes = built.shapes();
    return 2.0 * batch
        * built.nodes().stream().mapToDouble(node -> node.layer().multiplyAdds(shapes.getOrDefault(node.name(), Shape.of()))).sum();
  }

  @Override
  public String toString() { return network + ", batch " + batch; }
}
