package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lucida.autodiff.Window;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.Add;
import lucida.layers.AveragePool;
import lucida.layers.BatchNorm;
import lucida.layers.ChannelScale;
import lucida.layers.Concat;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.LocalResponseNorm;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.PaddedShortcut;
import lucida.layers.SpatialScale;
import lucida.layers.architecture.Attention;
import lucida.weights.WeightsException;

/** One layer as nodes; the last of them has the layer's name. */
record LayerExport(OnnxExport graph, Network.Node node) {
  private static final Map<Activation, String> FUNCTIONS = Map.of(Activation.RELU, "Relu", Activation.SIGMOID, "Sigmoid",
      Activation.TANH, "Tanh", Activation.SOFTPLUS, "Softplus", Activation.HARD_SWISH, "HardSwish");

  /**
   * Adds the nodes.
   *
   * @throws WeightsException if there are no operators for it
   */
  void write() {
    switch (node.layer()) {
      case Conv2d(int _, int _, Windows windows, int groups, boolean _) ->
        add("Conv", withParameters(), with(window(windows), OnnxProto.whole("group", groups)));
      case Dense _ -> add("Gemm", withParameters(), OnnxProto.whole("transB", 1));
      case BatchNorm(int _, double epsilon, double _) ->
        add("BatchNormalization", withParameters(), OnnxProto.real("epsilon", epsilon));
      case Activation activation -> activation(activation);
      case MaxPool(Windows windows, boolean ceil) -> add("MaxPool", node.inputs(), window(ceil ? hanging(windows) : windows));
      case AveragePool pool -> averagePool(pool);
      case AdaptiveAveragePool(int height, int width) -> adaptive(height, width);
      case GlobalAveragePool _ ->
        add("Flatten", List.of(graph.add("GlobalAveragePool", inner("mean"), node.inputs())), OnnxProto.whole("axis", 1));
      case Flatten _ -> add("Flatten", node.inputs(), OnnxProto.whole("axis", 1));
      case Dropout _ -> add("Identity", node.inputs());
      case Add _ -> add(node.inputs().size() == 2 ? "Add" : "Sum", node.inputs());
      case Concat _ -> add("Concat", node.inputs(), OnnxProto.whole("axis", 1));
      case ChannelScale _ -> channelScale();
      case SpatialScale _ -> add("Mul", node.inputs());
      case LocalResponseNorm(int size, double alpha, double beta, double k) -> add("LRN", node.inputs(),
          OnnxProto.whole("size", size), OnnxProto.real("alpha", alpha), OnnxProto.real("beta", beta), OnnxProto.real("bias", k));
      case PaddedShortcut shortcut -> shortcut(shortcut);
      case PictureAxes.Arranged(PictureAxes as) when as == PictureAxes.CHANNELS_LAST ->
        add("Transpose", node.inputs(), OnnxProto.wholes("perm", 0, 2, 3, 1));
      case OnnxLayer read -> new NodeExport(graph, node, read).write();
      default -> throw refused("has no counterpart among the standard operators of ONNX");
    }
  }

  private WeightsException refused(String why) {
    return new WeightsException("the layer '" + node.name() + "', " + node.layer().kind() + ", " + why);
  }

  private void add(String op, List<String> inputs, WireField... attributes) {
    graph.add(op, node.name(), inputs, attributes);
  }

  private String inner(String part) { return node.name() + "/" + part; }

  private List<String> withParameters() {
    List<String> inputs = new ArrayList<>(node.inputs());
    node.layer().parameters().keySet().forEach(key -> inputs.add(node.name() + "." + key));
    return inputs;
  }

  private Shape x() { return graph.shape(node.inputs().getFirst()); }

  private static WireField[] window(Windows w) {
    Window rows = w.rows(), columns = w.columns();
    WireField[] all = {OnnxProto.wholes("kernel_shape", rows.size(), columns.size()),
        OnnxProto.wholes("strides", rows.stride(), columns.stride()),
        OnnxProto.wholes("pads", rows.before(), columns.before(), rows.after(), columns.after())};
    return isDilated(w) ? with(all, OnnxProto.wholes("dilations", rows.dilation(), columns.dilation())) : all;
  }

  private static boolean isDilated(Windows w) { return w.rows().dilation() != 1 || w.columns().dilation() != 1; }

  private static WireField[] with(WireField[] some, WireField... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(WireField[]::new);
  }

  /** With the padding that a last window reaches: so no engine has to round as this project does. */
  private Windows hanging(Windows windows) {
    return windows.ceil(x().extent(1), x().extent(2));
  }

  private void activation(Activation f) {
    String x = node.inputs().getFirst();
    if (FUNCTIONS.containsKey(f)) add(FUNCTIONS.get(f), node.inputs());
    else if (f.equals(Activation.RELU6)) add("Clip", List.of(x, graph.real(inner("least"), 0), graph.real(inner("most"), 6)));
    else if (f.equals(Activation.SILU)) add("Mul", List.of(x, graph.add("Sigmoid", inner("gate"), List.of(x))));
    else if (f.equals(Activation.GELU)) gelu(x);
    else if (f.equals(Attention.SOFTMAX)) add("Softmax", node.inputs(), OnnxProto.whole("axis", 1));
    else if (f.equals(Attention.Spatial.PRINTED.layer())) share(x);
    else if (f.equals(Attention.Spatial.SOFTMAX.layer())) softmaxOfPositions(x);
    else throw refused("has no counterpart among the standard operators of ONNX");
  }

  /** x · (1 + erf(x/√2))/2. */
  private void gelu(String x) {
    String scaled = graph.add("Mul", inner("scaled"), List.of(x, graph.real(inner("scale"), Math.sqrt(0.5))));
    String erf = graph.add("Erf", inner("erf"), List.of(scaled));
    String sum = graph.add("Add", inner("sum"), List.of(erf, graph.real(inner("one"), 1)));
    add("Mul", List.of(x, graph.add("Mul", inner("gate"), List.of(sum, graph.real(inner("half"), 0.5)))));
  }

  private void averagePool(AveragePool pool) {
    if (isDilated(pool.windows())) throw refused("is dilated, which no operator of opset " + OnnxExport.OPSET + " is");
    add("AveragePool", node.inputs(), with(window(pool.windows()), OnnxProto.whole("ceil_mode", pool.ceil() ? 1 : 0),
        OnnxProto.whole("count_include_pad", pool.countPadding() ? 1 : 0)));
  }

  /** Where all windows are of one size. */
  private void adaptive(int height, int width) {
    int rows = x().extent(1), columns = x().extent(2);
    if (rows % height != 0 || columns % width != 0)
      throw refused("makes %d×%d cells of %d×%d, by windows of several sizes, for which there is no operator".formatted(height,
          width, rows, columns));
    Windows windows = new Windows(Window.of(rows / height, rows / height, 0), Window.of(columns / width, columns / width, 0));
    if (height == 1 && width == 1) add("GlobalAveragePool", node.inputs());
    else if (rows == height && columns == width) add("Identity", node.inputs());
    else add("AveragePool", node.inputs(), window(windows));
  }

  /** [GG 2] The sum of all channels over that of all positions, or over 1 where that is 0. */
  private void share(String b) {
    String sum = sum("sum", b, 1), total = sum("total", sum, 2, 3), one = graph.real(inner("one"), 1);
    String huge = graph.add("Mul", inner("huge"),
        List.of(graph.add("Abs", inner("size"), List.of(total)), graph.real(inner("scale"), 1e30)));
    String zero = graph.add("Sub", inner("zero"), List.of(one, clipped(huge)));
    add("Div", List.of(sum, graph.add("Add", inner("divisor"), List.of(total, zero))));
  }

  /** Between 0 and 1. */
  private String clipped(String x) {
    return graph.opset() < 11
        ? graph.add("Clip", inner("other"), List.of(x), OnnxProto.real("min", 0), OnnxProto.real("max", 1))
        : graph.add("Clip", inner("other"), List.of(x, graph.real(inner("least"), 0), graph.real(inner("most"), 1)));
  }

  private void softmaxOfPositions(String b) {
    Shape T = graph.shape(node.name());
    String row = graph.add("Flatten", inner("row"), List.of(sum("sum", b, 1)), OnnxProto.whole("axis", 1));
    String softmax = graph.add("Softmax", inner("softmax"), List.of(row), OnnxProto.whole("axis", 1));
    add("Reshape", List.of(softmax, graph.wholes(inner("shape"), -1, 1, T.extent(1), T.extent(2))));
  }

  /** The sum over axes, which stay as one cell each: an attribute until version 13, then an input. */
  private String sum(String part, String x, long... axes) {
    return graph.opset() < 13
        ? graph.add("ReduceSum", inner(part), List.of(x), OnnxProto.wholes("axes", axes), OnnxProto.whole("keepdims", 1))
        : graph.add("ReduceSum", inner(part), List.of(x, graph.wholes(inner(part + "-axes"), axes)),
            OnnxProto.whole("keepdims", 1));
  }

  /** As pictures of one place. */
  private void channelScale() {
    String shape = graph.wholes(inner("shape"), -1, x().extent(0), 1, 1);
    add("Mul", List.of(node.inputs().getFirst(), graph.add("Reshape", inner("factors"), List.of(node.inputs().getLast(), shape))));
  }

  private void shortcut(PaddedShortcut s) {
    List<String> slice = List.of(node.inputs().getFirst(), graph.wholes(inner("starts"), 0, 0),
        graph.wholes(inner("ends"), x().extent(1), x().extent(2)), graph.wholes(inner("axes"), 2, 3),
        graph.wholes(inner("steps"), s.stride(), s.stride()));
    String thinned = graph.add("Slice", inner("thinned"), slice);
    add("Pad", List.of(thinned, graph.wholes(inner("pads"), 0, s.before(), 0, 0, 0, s.after(), 0, 0)));
  }
}
