package lucida.weights.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lucida.autodiff.Expr;
import lucida.core.Shape;
import lucida.layers.AxisMeaning;
import lucida.layers.AxisMeanings;
import lucida.layers.Forward;
import lucida.layers.Layer;
import lucida.layers.Mode;
import lucida.layers.Network;
import lucida.layers.Scope;

/**
 * The axes of the picture that a graph reads: [C, H, W], or [H, W, C] or [H, W], which then get a layer of their own in front, so that
 * every network is one for pictures [C, H, W]. Which they are is told by the first convolutions, which take axis 1 for the channels; where
 * they do not tell, by the extents.
 */
enum PictureAxes {
  /** [C, H, W]. */
  CHANNELS_FIRST(List.of(AxisMeaning.BATCH, AxisMeaning.CHANNEL, AxisMeaning.ROW, AxisMeaning.COLUMN)),
  /** [H, W, C]. */
  CHANNELS_LAST(List.of(AxisMeaning.BATCH, AxisMeaning.ROW, AxisMeaning.COLUMN, AxisMeaning.CHANNEL)),
  /** [H, W]. */
  NO_CHANNELS(List.of(AxisMeaning.BATCH, AxisMeaning.ROW, AxisMeaning.COLUMN));

  private static final Set<Integer> COLOURS = Set.of(1, 3, 4);
  /** Rows and columns of a picture that is told by its extents. */
  private static final int SMALLEST = 8;

  private final List<AxisMeaning> meanings;

  PictureAxes(List<AxisMeaning> meanings) { this.meanings = meanings; }

  /** The layer in front: [N, C, H, W] as the graph reads it. */
  record Arranged(PictureAxes as) implements Layer {
    @Override
    public Expr write(List<Expr> inputs, Scope scope) {
      Expr x = inputs.getFirst();
      return switch (as) {
        case CHANNELS_FIRST -> x;
        case CHANNELS_LAST -> x.permute(0, 2, 3, 1);
        case NO_CHANNELS -> x.reshape(x.shape().without(1));
      };
    }

    @Override
    public String kind() { return "Transpose"; }
  }

  /**
   * A network for pictures [C, H, W].
   *
   * @param raw the same for the axes that the graph reads
   */
  static Network channelsFirst(Network raw) {
    PictureAxes axes = of(raw);
    if (axes == CHANNELS_FIRST) return raw;
    int[] x = raw.input().extents();
    Shape picture = axes == CHANNELS_LAST ? Shape.of(x[2], x[0], x[1]) : Shape.of(1, x[0], x[1]);
    String front = "channels_last";
    while (names(raw).contains(front)) front += "_";
    List<Network.Node> nodes = new ArrayList<>(List.of(new Network.Node(front, new Arranged(axes), List.of(Network.INPUT))));
    for (Network.Node node : raw.nodes()) nodes.add(new Network.Node(node.name(), node.layer(), renamed(node.inputs(), front)));
    return new Network(raw.name(), picture, nodes, raw.aliases(), raw.scoreKind());
  }

  private static List<String> names(Network network) {
    List<String> names = new ArrayList<>(network.aliases().keySet());
    network.nodes().forEach(node -> names.add(node.name()));
    return names;
  }

  private static List<String> renamed(List<String> inputs, String front) {
    return inputs.stream().map(name -> name.equals(Network.INPUT) ? front : name).toList();
  }

  private static PictureAxes of(Network raw) {
    int[] x = raw.input().extents();
    if (x.length == 2) return NO_CHANNELS;
    if (x.length != 3) return CHANNELS_FIRST; // no picture's, but a network
    Forward forward = raw.write(1, Mode.INFERENCE);
    int first = AxisMeanings.of(forward, CHANNELS_FIRST.meanings).contradictions();
    int last = AxisMeanings.of(forward, CHANNELS_LAST.meanings).contradictions();
    if (first != last) return first < last ? CHANNELS_FIRST : CHANNELS_LAST;
    return COLOURS.contains(x[2]) && Math.min(x[0], x[1]) >= SMALLEST ? CHANNELS_LAST : CHANNELS_FIRST;
  }
}
