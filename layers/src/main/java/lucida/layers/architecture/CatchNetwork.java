package lucida.layers.architecture;

import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Flatten;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.ScoreKind;

/** A network for pictures of the game catch, 40×40 with ten rows and columns of four pixels: its scores are what each move is worth. */
public final class CatchNetwork {
  private static final int CHANNELS = 8, HIDDEN = 32;

  private CatchNetwork() {}

  /** A convolution that sees a cell at a time, one that sees the cells around, and two dense layers. */
  public static Network of(int moves) {
    NetworkBuilder net = new NetworkBuilder("catch", Shape.of(3, 40, 40));
    net.add("conv1", Conv2d.of(3, CHANNELS, 4, 4, 0));
    net.add("relu1", Activation.RELU);
    net.add("conv2", Conv2d.of(CHANNELS, CHANNELS, 3, 1, 1));
    net.add("relu2", Activation.RELU);
    net.alias("features");
    net.add("flatten", new Flatten());
    net.add("fc1", Dense.of(CHANNELS * 10 * 10, HIDDEN));
    net.add("relu3", Activation.RELU);
    net.add("fc2", Dense.of(HIDDEN, moves));
    return net.build().withScores(ScoreKind.VALUE);
  }
}
