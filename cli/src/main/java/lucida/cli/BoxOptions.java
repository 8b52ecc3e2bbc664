package lucida.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lucida.cam.Probe;
import lucida.core.Shape;
import lucida.core.Tensor;
import lucida.layers.Concat;
import lucida.layers.Network;
import lucida.layers.score.BestBoxes;
import lucida.layers.score.BoxTable;
import lucida.layers.score.OneBox;
import picocli.CommandLine.Option;

/** Which boxes are explained of a network that detects. */
final class BoxOptions {
  private static final int MOST = 1000;

  @Option(names = "--box", paramLabel = "N", split = ",", description = "For networks that detect (--detects): explain the box with the N-th highest score among those that do not overlap a higher one, or several, comma-separated: its classes, its objectness, its overlap with where it was; of several --class 2:NAME names that of the second. Default: the highest score of each class among all boxes.")
  private List<Integer> boxes = List.of();

  /** Checks what does not depend on a picture. */
  void check(Network network) {
    boxes.forEach(n -> Count.check("--box", n, MOST));
    if (boxes.stream().distinct().count() < boxes.size())
      throw new IllegalArgumentException("--box " + listed() + " names a box twice");
    if (!boxes.isEmpty() && !(network.nodes().getLast().layer() instanceof BestBoxes))
      throw new IllegalArgumentException(
          "--box " + listed() + " is for networks that detect: say how the boxes are written down, as --detects columns");
  }

  /** Whether boxes are asked for. */
  boolean areAsked() { return !boxes.isEmpty(); }

  /** Whether more than one box is asked for. */
  boolean areSeveral() { return boxes.size() > 1; }

  private String listed() { return boxes.stream().map(String::valueOf).collect(Collectors.joining(",")); }

  /** How many boxes the network gives, and of how many classes, as they are read: what shows that they are read the wrong way. */
  Optional<String> text(Network network) {
    if (!(network.nodes().getLast().layer() instanceof BestBoxes(BoxTable table))) return Optional.empty();
    Network.Node best = network.nodes().getLast();
    Shape output = Objects.requireNonNull(network.shapes().get(best.inputs().getFirst()));
    int there = table.boxes(output), classes = table.classes(output);
    BoxTable other = table == BoxTable.ROWS ? BoxTable.COLUMNS : BoxTable.ROWS;
    return Optional.of(number(there, "box", "es") + " of " + number(classes, "class", "es") + " in " + name(table)
        + (there < classes && there > other.before() ? "; is it --detects " + name(other) + "?" : "")
        + (boxes.isEmpty() ? "" : "; explained " + (areSeveral() ? "are numbers " : "is number ") + listed()));
  }

  private static String number(int n, String one, String more) {
    return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : one + more);
  }

  private static String name(BoxTable table) { return table.name().toLowerCase(Locale.ROOT); }

  /** The classes, and what is asked of one box beside them. */
  ClassLabels labels(ClassLabels classes) {
    return boxes.isEmpty() ? classes : new ClassLabels.Boxed(classes, boxes);
  }

  /** The network with the scores of the boxes of this picture, if some are asked for. */
  Optional<Network> network(Probe probe) {
    if (boxes.isEmpty()) return Optional.empty();
    Network network = probe.subject().model().network();
    Network.Node best = network.nodes().getLast();
    BoxTable table = ((BestBoxes) best.layer()).table();
    Tensor y = probe.fromPicture(List.of(probe.cut().forward().value(best.inputs().getFirst()))).getFirst();
    List<Integer> found = table.detections(y, Collections.max(boxes));
    List<Network.Node> nodes = new ArrayList<>(network.nodes().subList(0, network.nodes().size() - 1));
    List<String> names = new ArrayList<>();
    for (int n : boxes) {
      if (found.size() < n)
        throw new IllegalArgumentException("--box " + n + ": the network gives " + found.size()
            + (found.size() == 1 ? " box" : " boxes") + " that overlap no higher one by more than half");
      int box = found.get(n - 1);
      names.add(areSeveral() ? network.free("box_" + n) : best.name());
      nodes.add(new Network.Node(names.getLast(), new OneBox(table, box, table.place(y, box)), best.inputs()));
    }
    if (areSeveral()) nodes.add(new Network.Node(best.name(), new Concat(), names));
    return Optional.of(network.withNodes(nodes));
  }

  /** Where the boxes of a picture are. */
  List<String> places(Network network) {
    List<OneBox> explained = network.nodes().stream().map(Network.Node::layer).filter(OneBox.class::isInstance)
        .map(OneBox.class::cast)
        .toList();
    return IntStream.range(0, explained.size()).mapToObj(i -> place(boxes.get(i), explained.get(i).place())).toList();
  }

  private static String place(int number, List<Double> at) {
    return String.format(Locale.ROOT, "box %d: centre %.1f, %.1f, width %.1f, height %.1f, as the network writes it", number,
        at.get(0), at.get(1), at.get(2), at.get(3));
  }
}
