package lucida.layers.architecture;

import java.util.List;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.Add;
import lucida.layers.BatchNorm;
import lucida.layers.ChannelScale;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** EfficientNet-B0 — Tan, Le, ICML 2019, arXiv 1905.11946. Training drops no block, where the paper's does at random (stochastic depth). */
public final class EfficientNet {
  /** One row of the paper's table 1: n blocks of filters k×k with c channels, widened t times inside, the first with stride s. */
  private record Row(int t, int k, int s, int c, int n) {}

  private static final List<Row> ROWS = List.of(new Row(1, 3, 1, 16, 1), new Row(6, 3, 2, 24, 2), new Row(6, 5, 2, 40, 2),
      new Row(6, 3, 2, 80, 3), new Row(6, 5, 1, 112, 3), new Row(6, 5, 2, 192, 4), new Row(6, 3, 1, 320, 1));
  private static final int LAST = 1280;
  private static final int SQUEEZE = 4;

  private EfficientNet() {}

  /** For this number of classes. */
  public static Network of(int classes) {
    NetworkBuilder net = new NetworkBuilder("efficientnet_b0", Shape.of(3, 224, 224));
    unit(net, "features.0", Conv2d.of(3, 32, 3, 2, 1));
    int channels = 32;
    for (int stage = 1; stage <= ROWS.size(); stage++) {
      Row row = ROWS.get(stage - 1);
      for (int i = 0; i < row.n; i++) {
        block(net, "features." + stage + "." + i, channels, row, i == 0 ? row.s : 1);
        channels = row.c;
      }
      net.alias("features." + stage);
    }
    unit(net, "features.8", Conv2d.of(channels, LAST, 1, 1, 0));
    net.alias("features");
    net.add("avgpool", new GlobalAveragePool());
    net.add("classifier.0", new Dropout(0.2));
    net.add("classifier.1", Dense.of(LAST, classes));
    return net.build();
  }

  /** Widens, convolves channel by channel, weighs the channels, narrows without an activation. */
  private static void block(NetworkBuilder net, String block, int channels, Row row, int stride) {
    String x = net.last();
    int wide = channels * row.t;
    int next = 0;
    if (row.t > 1) unit(net, block + ".block." + next++, Conv2d.of(channels, wide, 1, 1, 0));
    unit(net, block + ".block." + next++, new Conv2d(wide, wide, Windows.of(row.k, row.k, stride, row.k / 2), wide, false));
    squeezeAndExcite(net, block + ".block." + next++, wide, channels / SQUEEZE);
    net.add(block + ".block." + next + ".0", Conv2d.of(wide, row.c, 1, 1, 0).withoutBias());
    String y = net.add(block + ".block." + next + ".1", BatchNorm.of(row.c));
    if (stride == 1 && channels == row.c) net.add(block + ".add", new Add(), x, y);
    net.alias(block);
  }

  /** Its two dense layers are published as 1×1 convolutions of a map of one place. */
  private static void squeezeAndExcite(NetworkBuilder net, String name, int channels, int squeezed) {
    String x = net.last();
    net.add(name + ".avgpool", new AdaptiveAveragePool(1, 1), x);
    net.add(name + ".fc1", Conv2d.of(channels, squeezed, 1, 1, 0));
    net.add(name + ".activation", Activation.SILU);
    net.add(name + ".fc2", Conv2d.of(squeezed, channels, 1, 1, 0));
    String weights = net.add(name + ".scale_activation", Activation.SIGMOID);
    net.add(name + ".scale", new ChannelScale(), x, net.add(name + ".flatten", new Flatten(), weights));
    net.alias(name);
  }

  private static void unit(NetworkBuilder net, String name, Conv2d convolution) {
    ConvolutionUnit.add(net, name, convolution, Activation.SILU);
  }
}
