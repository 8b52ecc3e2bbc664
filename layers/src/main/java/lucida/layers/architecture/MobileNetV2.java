package lucida.layers.architecture;

import java.util.List;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** MobileNetV2 — Sandler, Howard, Zhu, Zhmoginov, Chen, CVPR 2018, arXiv 1801.04381; width 1. */
public final class MobileNetV2 {
  /** One row of the paper's table 2: n blocks of c channels, widened t times inside, the first with stride s. */
  private record Row(int t, int c, int n, int s) {}

  private static final List<Row> ROWS = List.of(new Row(1, 16, 1, 1), new Row(6, 24, 2, 2), new Row(6, 32, 3, 2),
      new Row(6, 64, 4, 2), new Row(6, 96, 3, 1), new Row(6, 160, 3, 2), new Row(6, 320, 1, 1));
  private static final int LAST = 1280;

  private MobileNetV2() {}

  /** For this number of classes. */
  public static Network of(int classes) {
    NetworkBuilder net = new NetworkBuilder("mobilenet_v2", Shape.of(3, 224, 224));
    unit(net, "features.0", Conv2d.of(3, 32, 3, 2, 1));
    int channels = 32;
    int index = 1;
    for (Row row : ROWS)
      for (int i = 0; i < row.n; i++, index++) {
        block(net, "features." + index, channels, row, i == 0 ? row.s : 1);
        channels = row.c;
      }
    unit(net, "features." + index, Conv2d.of(channels, LAST, 1, 1, 0));
    net.alias("features");
    net.add("avgpool", new GlobalAveragePool());
    net.add("classifier.0", new Dropout(0.2));
    net.add("classifier.1", Dense.of(LAST, classes));
    return net.build();
  }

  /** Widens, convolves channel by channel, narrows without an activation; the shortcut joins narrow values of one shape. */
  private static void block(NetworkBuilder net, String block, int channels, Row row, int stride) {
    String x = net.last();
    String conv = block + ".conv.";
    int wide = channels * row.t;
    if (row.t > 1) unit(net, conv + 0, Conv2d.of(channels, wide, 1, 1, 0));
    int next = row.t > 1 ? 1 : 0;
    unit(net, conv + next, new Conv2d(wide, wide, Windows.of(3, 3, stride, 1), wide, false));
    net.add(conv + (next + 1), Conv2d.of(wide, row.c, 1, 1, 0).withoutBias());
    String y = net.add(conv + (next + 2), BatchNorm.of(row.c));
    if (stride == 1 && channels == row.c) net.add(block + ".add", new Add(), x, y);
    net.alias(block);
  }

  private static void unit(NetworkBuilder net, String name, Conv2d convolution) {
    ConvolutionUnit.add(net, name, convolution, Activation.RELU6);
  }
}
