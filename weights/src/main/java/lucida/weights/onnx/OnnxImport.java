package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import lucida.autodiff.Expr;
import lucida.autodiff.Input;
import lucida.autodiff.run.Executor;
import lucida.core.PlainText;
import lucida.core.Precision;
import lucida.core.Shape;
import lucida.core.ShapeException;
import lucida.core.Tensor;
import lucida.layers.Model;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.Weights;
import lucida.weights.NetworkOptions;
import lucida.weights.WeightsException;
import lucida.weights.io.ImportBudget;
import lucida.weights.io.NetworkEnd;

/**
 * One pass over a graph. Every value is written for one picture and for two: what differs between the two shapes is the batch, and
 * whole numbers made of shapes are folded as multiples of it.
 */
final class OnnxImport {
  /** A value computed from the picture: the layer that gives it, its formulas for one picture and for two, and where these lie in it. */
  private record Traced(String layer, Expr one, Expr two, Optional<BatchAxis> pictures) {}

  private final OnnxGraph graph;
  private final PictureInput input;
  private final String output;
  private final long opset;
  private final NetworkBuilder net;
  private final KnownValues known;
  private final ImportBudget budget;
  private final Map<String, Traced> traced = new HashMap<>();
  private final SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
  private final Set<Tensor> placed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Integer> repeated = new HashMap<>();
  private final Set<String> names = new HashSet<>(Set.of(Network.INPUT));

  OnnxImport(String name, OnnxGraph graph, long opset, OnnxTensors tensors, NetworkOptions options) {
    this.graph = graph;
    this.opset = opset;
    this.known = new KnownValues(tensors, opset);
    this.budget = tensors.budget();
    for (Message m : graph.weights()) known.put(m.text(8), known.read(m));
    List<Message> pictures = graph.inputs();
    if (pictures.size() != 1)
      throw new WeightsException(
          "the graph has " + pictures.size() + " inputs that are not weights; read are graphs with one, a picture");
    this.input = PictureInput.of(pictures.getFirst(), options.size());
    this.output = graph.output(options.output());
    Shape picture = input.picture();
    this.net = new NetworkBuilder(name, picture);
    traced.put(input.name(),
        new Traced(Network.INPUT, Input.of("one", picture.insert(0, 1)), Input.of("two", picture.insert(0, 2)),
            Optional.of(new BatchAxis(0, 1, 1))));
  }

  Model model() {
    List<OnnxNode> nodes = graph.nodes();
    List<OnnxNode> needed = OnnxFile.needed(nodes, output);
    checkOperators(needed);
    for (OnnxNode node : needed) add(node);
    if (net.last().equals(Network.INPUT))
      throw new WeightsException("no layer lies between the picture and the output '" + output + "'");
    Traced scores = traced.get(output);
    if (scores == null) throw new WeightsException("the output '" + output + "' does not depend on the picture");
    checkBatch(scores.one().shape(), scores.two().shape());
    return NetworkEnd.read(new Model(PictureAxes.channelsFirst(net.build()), new Weights(weights)), OnnxRoles::of);
  }

  /** Scores of one picture and of two differ in the first extent, or pictures got mixed up on the way. */
  private void checkBatch(Shape one, Shape two) {
    if (one.rank() == 0 || !two.equals(one.with(0, 2)) || one.extent(0) != 1)
      throw new WeightsException("the output '" + output + "' is " + one + " for one picture and " + two + " for two" + exported());
  }

  private String exported() {
    return input.batch() > 1 ? "; the graph is written for " + input.batch() + " pictures at once: export it for one" : "";
  }

  private static void checkOperators(List<OnnxNode> nodes) {
    Set<String> missing = new TreeSet<>();
    for (OnnxNode node : nodes)
      if (OnnxOperators.named(node.op()).isEmpty() && !Folding.folds(node.op())
          || !node.domain().isEmpty() && !node.domain().equals("ai.onnx"))
        missing.add(node.domain().isEmpty() ? node.title() : node.title() + " of the domain " + node.domain());
    if (!missing.isEmpty())
      throw new WeightsException(
          "operators that are not read: " + String.join(", ", missing) + "; read are " + String.join(", ", OnnxOperators.names()));
    nodes.forEach(OnnxSchema::check);
  }

  private void add(OnnxNode node) {
    try {
      if (node.op().equals("If")) {
        branch(node);
        return;
      }
      if (known.fold(node, this::shape)) return;
      List<Optional<OnnxLayer.Seat>> seats = new ArrayList<>();
      List<Traced> sources = new ArrayList<>();
      for (String input : node.inputs()) seats.add(seat(node, input, sources));
      if (sources.isEmpty())
        known.compute(node, seats.stream().map(seat -> seat.map(s -> ((OnnxLayer.Seat.Taken) s).known())).toList());
      else layers(node,
            FixedBatch.replaced(node, seats, input.batch(), sources.getFirst().one().shape(), sources.getFirst().pictures()),
            sources);
    } catch (WeightsException e) {
      throw named(node, e) ? e : e.in(node.title());
    } catch (ShapeException e) { // an operator's
      throw WeightsException.because((named(node, e) ? e.getMessage() : node.title() + " does not fit what it reads") + exported(),
          e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) { // what formulas say to forged extents
      throw WeightsException.because(node.title() + " does not fit what it reads" + exported(), e);
    }
  }

  /** The nodes of the branch that a condition known at import takes stand in the place of an If. */
  private void branch(OnnxNode node) {
    boolean taken = switch (known.get(node.input(0)).orElse(Known.NOTHING)) {
      case Known.Numbers(AffineIntegers w) when w.size() == 1 && !w.varies() -> w.at(1)[0] != 0;
      case Known.Literal(Tensor t) when t.size() == 1 -> t.cell(0) != 0;
      case Known.Numbers _, Known.Literal _, Known.Computed _ -> throw new WeightsException(
          node.title() + ": its condition is computed from the picture; one branch is read, whose condition is known at import");
    };
    Message graph = node.graph(taken ? "then_branch" : "else_branch");
    for (Message weight : graph.messages(5)) known.put(weight.text(8), known.read(weight));
    List<OnnxNode> nodes = graph.messages(1).stream().map(OnnxNode::of).toList();
    checkOperators(nodes);
    nodes.forEach(this::add);
    List<Message> results = graph.messages(12);
    if (results.size() != node.outputs().size())
      throw new WeightsException(node.title() + " has " + node.outputs().size() + " outputs, its branch " + results.size());
    for (int i = 0; i < results.size(); i++)
      add(new OnnxNode("", "Identity", "", List.of(results.get(i).text(1)), List.of(node.outputs().get(i)), Map.of()));
  }

  private static boolean named(OnnxNode node, RuntimeException e) {
    return String.valueOf(e.getMessage()).startsWith(PlainText.of(node.title()));
  }

  private Optional<OnnxLayer.Seat> seat(OnnxNode node, String input, List<Traced> sources) {
    if (input.isEmpty()) return Optional.empty();
    Traced source = traced.get(input);
    if (source != null) {
      sources.add(source);
      return Optional.of(new OnnxLayer.Seat.Open());
    }
    return Optional.of(new OnnxLayer.Seat.Taken(known.get(input).orElseThrow(() -> node.unmade(input))));
  }

  private Optional<AffineIntegers> shape(String value) {
    return Optional.ofNullable(traced.get(value)).map(of -> AffineIntegers.shape(of.one().shape(), of.two().shape()));
  }

  private void layers(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats, List<Traced> sources) {
    Set<Integer> trained = new TreeSet<>();
    List<Expr> one = write(node, seats, sources.stream().map(Traced::one).toList(), 1, trained);
    List<Expr> two = write(node, seats, sources.stream().map(Traced::two).toList(), 2, trained);
    two.forEach(value -> Sizes.value(node, value.shape()));
    List<Optional<BatchAxis>> pictures = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) pictures.add(pictures(node, sources, one.get(i).shape(), two.get(i).shape()));
    if (BatchAxis.MOVING.contains(node.op())) checkMoves(node, seats, sources, pictures.getFirst());
    String base = node.name().isEmpty() ? node.outputs().getFirst() : node.name();
    for (int i = 0; i < Math.min(node.outputs().size(), one.size()); i++) {
      String name = unique(i == 0 ? base : base + ":" + i);
      OnnxLayer layer = new OnnxLayer(node, opset, seats, i, List.copyOf(trained));
      net.add(name, layer, sources.stream().map(Traced::layer).toArray(String[]::new));
      if (names.add(node.outputs().get(i))) net.alias(node.outputs().get(i));
      for (int t : trained) {
        Tensor tensor = layer.tensor(t);
        if (!placed.add(tensor)) budget.take(tensor.size(), Double.BYTES, node.title()); // written down again it is there twice
        weights.put(name + "." + layer.key(t), tensor);
      }
      traced.put(node.outputs().get(i), new Traced(name, one.get(i), two.get(i), pictures.get(i)));
    }
  }

  /** Where the pictures lie in what a node makes: at one place, whichever of its inputs is asked. */
  private Optional<BatchAxis> pictures(OnnxNode node, List<Traced> sources, Shape one, Shape two) {
    Optional<BatchAxis> place = Optional.empty();
    for (Traced x : sources) {
      Shape of = x.one().shape(), ofTwo = x.two().shape();
      Optional<BatchAxis> to = BatchAxis.checked(node, opset, x.pictures(), of, ofTwo, one, two);
      if (place.isPresent() && to.isPresent() && !place.equals(to)) throw BatchAxis.mixed(node, of, ofTwo, one, two);
      place = place.or(() -> to);
    }
    return place;
  }

  /** Checks that an operator that moves cells leaves pictures in their places: each is filled with its own mark, and where the marks go is seen. */
  private void checkMoves(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats, List<Traced> sources, Optional<BatchAxis> to) {
    if (to.isEmpty()) return;
    Map<Expr, Tensor> marks = new LinkedHashMap<>();
    List<Expr> marked = new ArrayList<>();
    for (Traced source : sources) {
      Shape two = source.two().shape();
      Input pictures = Input.of("pictures" + marks.size(), two);
      marked.add(pictures);
      marks.put(pictures, source.pictures().map(from -> from.marked(two)).orElseGet(() -> Tensor.zeros(two, Precision.FLOAT64)));
    }
    Expr moved = write(node, seats, marked, 2, new TreeSet<>()).getFirst();
    to.get().checkApart(node, Executor.definition().value(moved, marks));
  }

  /** The formulas for a number of pictures; what is asked for as a parameter is noted. */
  private List<Expr> write(OnnxNode node, List<Optional<OnnxLayer.Seat>> seats, List<Expr> sources, int batch,
      Set<Integer> trained) {
    Iterator<Expr> computed = sources.iterator();
    List<Optional<Known>> in = new ArrayList<>();
    for (Optional<OnnxLayer.Seat> seat : seats)
      in.add(seat.map(s -> s instanceof OnnxLayer.Seat.Taken(Known k) ? k : new Known.Computed(computed.next())));
    return new OnnxCall(node, opset, batch, in, i -> {
      trained.add(i);
      return Input.of("parameter", ((Known.Literal) in.get(i).orElseThrow()).tensor().shape());
    }).write();
  }

  private String unique(String name) {
    String free = name;
    while (!names.add(free)) free = name + "_" + repeated.merge(name, 1, Integer::sum);
    return free;
  }
}
