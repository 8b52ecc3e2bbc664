package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.Interpreter;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.core.kernel.ScalarKernels;
import lucida.layers.Flatten;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;

/**
 * One pass over a graph. Every value is written for one picture and for two: what differs between the two shapes is the batch, and
 * whole numbers made of shapes are folded as multiples of it.
 */
final class OnnxImport {
  /** A value computed from the picture: the layer that gives it, and its formulas for one picture and for two. */
  private record Traced(String layer, Expr one, Expr two) {}

  private final Message graph;
  private final long opset;
  private final OnnxTensors tensors;
  private final NetworkBuilder net;
  private final Map<String, Known> known = new HashMap<>();
  private final Map<String, Traced> traced = new HashMap<>();
  private final SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>(Set.of(Network.INPUT));

  OnnxImport(String name, Message graph, long opset, OnnxTensors tensors) {
    this.graph = graph;
    this.opset = opset;
    this.tensors = tensors;
    for (Message m : graph.messages(5)) known.put(m.text(8), value(m));
    List<Message> pictures = graph.messages(11).stream().filter(input -> !known.containsKey(input.text(1))).toList();
    if (pictures.size() != 1)
      throw new OnnxException(
          "the graph has " + pictures.size() + " inputs that are not weights; read are graphs with one, a picture");
    Shape picture = picture(pictures.getFirst());
    this.net = new NetworkBuilder(name, picture);
    traced.put(pictures.getFirst().text(1),
        new Traced(Network.INPUT, Input.of("one", picture.insert(0, 1)), Input.of("two", picture.insert(0, 2))));
  }

  private Known value(Message m) {
    return OnnxTensors.isWhole(m) ? new Known.Numbers(Whole.of(tensors.read(m))) : new Known.Literal(tensors.read(m));
  }

  /** [C, H, W]: the input's extents without the batch. */
  private static Shape picture(Message input) {
    List<Message> dims = input.message(2).message(1).message(2).messages(1);
    int[] extents = new int[Math.max(0, dims.size() - 1)];
    for (int i = 0; i < extents.length; i++) {
      long extent = dims.get(i + 1).number(1, -1);
      if (extent < 1 || extent > 1 << 20)
        throw new OnnxException(
            "the input '" + input.text(1) + "' leaves extent " + (i + 1) + " open; export it with a fixed size");
      extents[i] = (int) extent;
    }
    if (extents.length == 0) throw new OnnxException("the input '" + input.text(1) + "' is no batch of pictures");
    return Shape.of(extents);
  }

  Model model() {
    List<OnnxNode> nodes = graph.messages(1).stream().map(OnnxNode::of).toList();
    if (graph.messages(12).isEmpty()) throw new OnnxException("the graph has no output");
    String output = logits(nodes, graph.messages(12).getFirst().text(1));
    List<OnnxNode> needed = OnnxFile.needed(nodes, output);
    checkOperators(needed);
    for (OnnxNode node : needed) add(node);
    Traced scores = traced.get(output);
    if (scores == null) throw new OnnxException("the output '" + output + "' does not depend on the picture");
    Shape shape = scores.one().shape();
    if (shape.rank() > 2 && shape.size() == shape.extent(1)) net.add(unique("logits"), new Flatten(), scores.layer());
    return new Model(net.build(), new Weights(weights));
  }

  /** What goes into a softmax, or into several operators that change nothing after one, at the end of the graph. */
  private static String logits(List<OnnxNode> nodes, String output) {
    Map<String, OnnxNode> makers = new HashMap<>();
    for (OnnxNode node : nodes) for (String made : node.outputs()) makers.put(made, node);
    String at = output;
    while (makers.get(at) instanceof OnnxNode node && Set.of("Softmax", "LogSoftmax", "Identity").contains(node.op()))
      at = node.inputs().getFirst();
    return at;
  }

  private static void checkOperators(List<OnnxNode> nodes) {
    Set<String> missing = new TreeSet<>();
    for (OnnxNode node : nodes)
      if (OnnxOperators.named(node.op()).isEmpty() && !Folding.names().contains(node.op())
          || !node.domain().isEmpty() && !node.domain().equals("ai.onnx"))
        missing.add(node.title());
    if (!missing.isEmpty())
      throw new OnnxException(
          "operators that are not read: " + String.join(", ", missing) + "; read are " + String.join(", ", OnnxOperators.names()));
  }

  private void add(OnnxNode node) {
    try {
      if (constant(node)) return;
      List<Optional<OnnxLayer.Seat>> seats = new ArrayList<>();
      List<Traced> sources = new ArrayList<>();
      for (String input : node.inputs()) seats.add(seat(node, input, sources));
      if (sources.isEmpty()) literal(node, seats);
      else layers(node, seats, sources);
    } catch (ShapeException | IndexOutOfBoundsException | ArithmeticException e) {
      throw new OnnxException(node.title() + ": " + e.getMessage());
    }
  }

  private Optional<OnnxLayer.Seat> seat(OnnxNode node, String input, List<Traced> sources) {
    if (input.isEmpty()) return Optional.empty();
    Traced source = traced.get(input);
    if (source != null) {
      sources.add(source);
      return Optional.of(new OnnxLayer.Seat.Open());
    }
    Known value = known.get(input);
    if (value == null) throw new OnnxException(node.title() + " reads '" + input + "', which nothing makes");
    return Optional.of(new OnnxLayer.Seat.Taken(value));
  }

  /** Constants, and whole numbers made of whole numbers or of shapes. */
  private boolean constant(OnnxNode node) {
    String made = node.outputs().getFirst();
    if (node.op().equals("Constant")) {
      known.put(made, node.tensor("value").map(this::value).orElseGet(() -> attribute(node)));
      return true;
    }
    if (node.op().equals("Shape") || node.op().equals("Size")) {
      known.put(made, new Known.Numbers(shape(node)));
      return true;
    }
    if (node.op().equals("ConstantOfShape")) {
      known.put(made, filled(node));
      return true;
    }
    List<Known> in = node.inputs().stream().filter(name -> !name.isEmpty())
        .map(name -> known.getOrDefault(name, new Known.Literal(Tensor.vector()))).toList();
    if (in.isEmpty() || !in.stream().allMatch(Known.Numbers.class::isInstance)) return false;
    Optional<Whole> folded = Folding.fold(node, in.stream().map(value -> ((Known.Numbers) value).whole()).toList());
    folded.ifPresent(whole -> known.put(made, new Known.Numbers(whole)));
    return folded.isPresent();
  }

  private static Known attribute(OnnxNode node) {
    if (node.has("value_float")) return new Known.Literal(Tensor.scalar(Precision.FLOAT32, node.real("value_float", 0)));
    if (node.has("value_floats")) return new Known.Literal(Tensor.vector(node.reals("value_floats")).to(Precision.FLOAT32));
    if (node.has("value_int")) return new Known.Numbers(Whole.of(Shape.SCALAR, node.number("value_int", 0)));
    long[] values = node.numbers("value_ints");
    return new Known.Numbers(Whole.of(Shape.of(values.length), values));
  }

  private Whole shape(OnnxNode node) {
    Traced of = traced.get(node.inputs().getFirst());
    Whole all = of != null
        ? Whole.shape(of.one().shape(), of.two().shape())
        : Whole.of(Tensor.vector(Arrays.stream(shapeOf(node)).asDoubleStream().toArray()));
    if (node.op().equals("Size"))
      return Folding.fold(new OnnxNode("", "ReduceProd", "", List.of(), List.of(), Map.of()), List.of(all)).orElseThrow();
    int n = all.size();
    int from = Math.clamp(node.number("start", 0) < 0 ? node.number("start", 0) + n : node.number("start", 0), 0, n);
    int to = Math.clamp(node.number("end", n) < 0 ? node.number("end", n) + n : node.number("end", n), from, n);
    return all.pick(Shape.of(to - from), IntStream.range(from, to).toArray());
  }

  private int[] shapeOf(OnnxNode node) {
    return switch (known.get(node.inputs().getFirst())) {
      case Known.Literal(Tensor t) -> t.shape().extents();
      case Known.Numbers(Whole w) -> w.shape().extents();
      case null, default ->
        throw new OnnxException(node.title() + " reads '" + node.inputs().getFirst() + "', which nothing makes");
    };
  }

  private Known filled(OnnxNode node) {
    if (!(known.get(node.inputs().getFirst()) instanceof Known.Numbers(Whole wanted)))
      throw new OnnxException(node.title() + ": its shape is not known at import");
    Shape shape = Shape.of(Arrays.stream(wanted.at(1)).mapToInt(Math::toIntExact).toArray());
    Known value = node.tensor("value").map(this::value).orElse(new Known.Literal(Tensor.scalar(Precision.FLOAT32, 0)));
    return switch (value) {
      case Known.Numbers(Whole w) -> new Known.Numbers(Whole.of(Tensor.filled(shape, Precision.FLOAT64, w.at(1)[0])));
      case Known.Literal(Tensor t) -> new Known.Literal(Tensor.filled(shape, t.precision(), t.cell(0)));
      case Known.Computed _ -> throw new OnnxException(node.title() + ": its value is not known at import");
    };
  }

  /** A node that reads nothing but tensors of the file is computed at import. */
  private void literal(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats) {
    Map<Expr, Tensor> given = new HashMap<>();
    List<Optional<Known>> in = seats.stream().map(seat -> seat.map(s -> ((OnnxLayer.Seat.Taken) s).known())).toList();
    List<Expr> made = operator(node).write(new OnnxCall(node, opset, 1, in, i -> {
      Tensor tensor = ((Known.Literal) in.get(i).orElseThrow()).tensor();
      Input input = Input.of("input" + i, tensor.shape());
      given.put(input, tensor);
      return input;
    }));
    List<Tensor> values = new Interpreter(Precision.FLOAT64, new ScalarKernels(), Interpreter.Watch.NOTHING).values(made, given);
    for (int i = 0; i < node.outputs().size() && i < values.size(); i++)
      known.put(node.outputs().get(i), new Known.Literal(values.get(i).to(Precision.FLOAT32)));
  }

  private void layers(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats, List<Traced> sources) {
    Set<Integer> trained = new TreeSet<>();
    List<Expr> one = write(node, seats, sources.stream().map(Traced::one).toList(), 1, trained);
    List<Expr> two = write(node, seats, sources.stream().map(Traced::two).toList(), 2, trained);
    String base = node.name().isEmpty() ? node.outputs().getFirst() : node.name();
    for (int i = 0; i < Math.min(node.outputs().size(), one.size()); i++) {
      String name = unique(i == 0 ? base : base + ":" + i);
      OnnxLayer layer = new OnnxLayer(node, operator(node), opset, seats, i, List.copyOf(trained));
      net.add(name, layer, sources.stream().map(Traced::layer).toArray(String[]::new));
      if (names.add(node.outputs().get(i))) net.alias(node.outputs().get(i));
      for (int t : trained) weights.put(name + "." + layer.key(t), layer.tensor(t));
      traced.put(node.outputs().get(i), new Traced(name, one.get(i), two.get(i)));
    }
  }

  /** The formulas for so many pictures; what is asked for as a parameter is noted. */
  private List<Expr> write(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats, List<Expr> sources, int batch,
      Set<Integer> trained) {
    Iterator<Expr> computed = sources.iterator();
    List<Optional<Known>> in = new ArrayList<>();
    for (Optional<OnnxLayer.Seat> seat : seats)
      in.add(seat.map(s -> s instanceof OnnxLayer.Seat.Taken(Known k) ? k : new Known.Computed(computed.next())));
    return operator(node).write(new OnnxCall(node, opset, batch, in, i -> {
      trained.add(i);
      return Input.of("parameter", ((Known.Literal) in.get(i).orElseThrow()).tensor().shape());
    }));
  }

  private static OnnxOperator operator(OnnxNode node) {
    return OnnxOperators.named(node.op())
        .orElseThrow(() -> new OnnxException(node.title() + ": its inputs are not all known at import"));
  }

  private String unique(String name) {
    String free = name;
    for (int i = 1; !names.add(free); i++) free = name + "_" + i;
    return free;
  }
}
