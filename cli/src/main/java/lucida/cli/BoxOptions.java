package lucida.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lucida.cam.Probe;
import lucida.core.Tensor;
import lucida.layers.Network;
import lucida.layers.score.BestBoxes;
import lucida.layers.score.OneBox;
import picocli.CommandLine.Option;

/** Which box is explained of a network that detects. */
final class BoxOptions {
  private static final int MOST = 1000;

  @Option(names = "--box", paramLabel = "N", description = "For networks that detect (--detects): explain the box with the N-th highest score among those that do not overlap a higher one: its classes, its objectness, its overlap with where it was. Default: the highest score of each class among all boxes.")
  private Optional<Integer> box = Optional.empty();

  /** Checks what does not depend on a picture. */
  void check(Network network) {
    box.ifPresent(n -> {
      Count.check("--box", n, MOST);
      if (!(network.nodes().getLast().layer() instanceof BestBoxes))
        throw new IllegalArgumentException(
            "--box " + n + " is for networks that detect: say how the boxes are written down, as --detects columns");
    });
  }

  /** The classes, and what is asked of one box beside them. */
  ClassLabels labels(ClassLabels classes) {
    return box.isEmpty() ? classes : new ClassLabels.Boxed(classes);
  }

  /** The network with the scores of one box of this picture, if one is asked for. */
  Optional<Network> network(Probe probe) {
    if (box.isEmpty()) return Optional.empty();
    Network network = probe.subject().model().network();
    List<Network.Node> nodes = new ArrayList<>(network.nodes());
    Network.Node best = nodes.removeLast();
    BestBoxes boxes = (BestBoxes) best.layer();
    Tensor y = probe.fromPicture(List.of(probe.cut().forward().value(best.inputs().getFirst()))).getFirst();
    List<Integer> found = boxes.table().detections(y, box.get());
    if (found.size() < box.get())
      throw new IllegalArgumentException("--box " + box.get() + ": the network gives " + found.size()
          + (found.size() == 1 ? " box" : " boxes") + " that overlap no higher one by more than half");
    int n = found.get(box.get() - 1);
    nodes.add(new Network.Node(best.name(), new OneBox(boxes.table(), n, boxes.table().place(y, n)), best.inputs()));
    return Optional.of(network.withNodes(nodes));
  }
}
