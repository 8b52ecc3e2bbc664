package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.layers.Network;
import lucida.weights.Dtype;
import lucida.weights.NamedTensor;
import lucida.weights.WeightsException;

/** A node that was read from a file, written again: what was computed at import is a constant now. */
record NodeExport(OnnxExport graph, Network.Node node, OnnxLayer read) {
  void write() {
    List<String> inputs = new ArrayList<>();
    Iterator<String> computed = node.inputs().iterator();
    for (int i = 0; i < read.seats().size(); i++) {
      Optional<OnnxLayer.Seat> seat = read.seats().get(i);
      inputs.add(seat.isEmpty() ? "" : input(i, seat.get(), computed));
    }
    if (read.kind().equals("Cast")) graph.add("Identity", node.name(), List.of(inputs.getFirst()));
    else graph.add(read.kind(), node.name(), inputs, outputs(),
          read.node().attributes().values().stream().map(OnnxProto::attribute).toList());
  }

  /** A split is told by the number of its parts; of others what comes after the result is left out. */
  private List<String> outputs() {
    int last = read.kind().equals("Split") ? read.node().outputs().size() - 1 : read.output();
    return IntStream.rangeClosed(0, last).mapToObj(i -> i == read.output() ? node.name() : node.name() + "/other" + i).toList();
  }

  private String input(int i, OnnxLayer.Seat seat, Iterator<String> computed) {
    return switch (seat) {
      case OnnxLayer.Seat.Open _ -> computed.next();
      case OnnxLayer.Seat.Taken(Known.Literal(Tensor _)) when read.trained().contains(i) -> node.name() + "." + read.key(i);
      case OnnxLayer.Seat.Taken(Known.Literal(Tensor tensor)) -> graph.real(node.name() + "/" + i, tensor);
      case OnnxLayer.Seat.Taken(Known.Numbers(AffineIntegers whole)) -> wholes(i, whole);
      case OnnxLayer.Seat.Taken(Known.Computed _) ->
        throw new IllegalStateException(node.name() + ": a formula is known at import");
    };
  }

  private String wholes(int i, AffineIntegers whole) {
    String name = node.name() + "/" + i;
    return whole.varies() ? affine(name, whole) : graph.constant(new NamedTensor(name, whole.type(), whole.tensor()));
  }

  /** fixed + perPicture · N, with N of the shape of the pictures, cell by cell. */
  private String affine(String name, AffineIntegers whole) {
    if (whole.type() != Dtype.I64)
      throw new WeightsException(
          read.node().title() + ": numbers of type " + whole.type() + " that differ with the number of pictures are not written");
    String shape = graph.add("Shape", name + "/shape", List.of(Network.INPUT));
    String first = graph.wholes(name + "/first", whole.shape(), new long[whole.size()]);
    String pictures = graph.add("Gather", name + "/pictures", List.of(shape, first));
    String product = graph.add("Mul", name + "/product",
        List.of(pictures, graph.wholes(name + "/each", whole.shape(), whole.perPicture())));
    return graph.add("Add", name, List.of(product, graph.wholes(name + "/fixed", whole.shape(), whole.fixed())));
  }
}
