package lucida.benchmarks.peers;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import lucida.cam.LayerChoice;
import lucida.core.Precision;
import lucida.core.RandomStream;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Initial;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.architecture.Architectures;

/**
 * A task on a batch of pictures by a built-in architecture; weights and pictures are random, of a seed.
 *
 * @param beside how many other processes keep a processor busy each meanwhile
 */
public record PeerWork(Task task, String network, int batch, int beside) {
  private static final long SEED = 1;

  /** With nothing beside it. */
  public PeerWork(Task task, String network, int batch) { this(task, network, batch, 0); }

  /** The same with nothing beside it. */
  PeerWork alone() {
    return new PeerWork(task, network, batch);
  }

  /** The network with its weights. */
  Model model() {
    Network built = Architectures.named(network);
    return new Model(built, Initial.weights(built, SEED, Precision.FLOAT32));
  }

  /** The pictures, [N, C, H, W]. */
  public Tensor pictures() {
    return RandomStream.of(SEED).gaussian(shape(), Precision.FLOAT32, 0, 1);
  }

  /** The extents of the pictures. */
  public Shape shape() { return Architectures.named(network).input().insert(0, batch); }

  /** The full name of the layer whose map is made. */
  public String layer() {
    Network built = Architectures.named(network);
    return built.resolve(LayerChoice.of(built));
  }

  /** The batch, and what runs beside it: "8", "8 beside 2". */
  String circumstances() {
    return batch + (beside > 0 ? " beside " + beside : "");
  }

  /**
   * Multiplications and additions of the direct sums, whatever an engine does: those of the forward sweep, and for derivatives once more those of the layers that
   * are derived, for the adjoint by what a layer reads has as many. Score-CAM takes a sweep more for each channel. What second and third derivatives add depends
   * on the way there and is not counted.
   */
  double operations() {
    Network built = Architectures.named(network);
    double forward = multiplyAdds(built, _ -> true);
    return 2.0 * batch * switch (task) {
      case FORWARD -> forward;
      case GRADIENT -> 2 * forward;
      case GRAD_CAM, GRAD_CAM_PLUS_PLUS -> forward + multiplyAdds(built, behind(built, layer())::contains);
      case SCORE_CAM -> (1 + channels(built)) * forward;
    };
  }

  private int channels(Network built) { return Objects.requireNonNull(built.shapes().get(layer())).extent(0); }

  private static double multiplyAdds(Network network, Predicate<String> which) {
    Map<String, Shape> shapes = network.shapes();
    return network.nodes().stream().filter(node -> which.test(node.name()))
        .mapToDouble(node -> node.layer().multiplyAdds(shapes.getOrDefault(node.name(), Shape.of()))).sum();
  }

  /** The nodes that read a layer, at once or by way of others. */
  private static Set<String> behind(Network network, String layer) {
    Set<String> reached = new HashSet<>(List.of(layer));
    for (Network.Node node : network.nodes())
      if (node.inputs().stream().anyMatch(reached::contains)) reached.add(node.name());
    reached.remove(layer);
    return reached;
  }

  @Override
  public String toString() { return network + ", " + task + ", batch " + circumstances(); }
}
