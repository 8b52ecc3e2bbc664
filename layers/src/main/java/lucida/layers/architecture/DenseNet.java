package lucida.layers.architecture;

import java.util.ArrayList;
import java.util.List;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.AveragePool;
import lucida.layers.BatchNorm;
import lucida.layers.Concat;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** DenseNet-BC — Huang, Liu, van der Maaten, Weinberger, CVPR 2017, arXiv 1608.06993; growth 32, bottlenecks of 128, transitions that halve. */
public final class DenseNet {
  private static final int GROWTH = 32;
  private static final int BOTTLENECK = 4 * GROWTH;

  private DenseNet() {}

  /** With 121, 169 or 201 layers that have weights. */
  public static Network of(int depth, int classes) {
    NetworkBuilder net = new NetworkBuilder("densenet" + depth, Shape.of(3, 224, 224));
    net.add("features.conv0", Conv2d.of(3, 2 * GROWTH, 7, 2, 3).withoutBias());
    net.add("features.norm0", BatchNorm.of(2 * GROWTH));
    net.add("features.relu0", Activation.RELU);
    net.add("features.pool0", new MaxPool(Windows.of(3, 3, 2, 1), false));
    List<Integer> blocks = blocks(depth);
    int channels = 2 * GROWTH;
    for (int b = 1; b <= blocks.size(); b++) {
      block(net, "features.denseblock" + b, channels, blocks.get(b - 1));
      channels += GROWTH * blocks.get(b - 1);
      if (b == blocks.size()) break;
      transition(net, "features.transition" + b, channels);
      channels /= 2;
    }
    net.add("features.norm5", BatchNorm.of(channels));
    net.alias("features");
    net.add("relu", Activation.RELU);
    net.add("avgpool", new GlobalAveragePool());
    net.add("classifier", Dense.of(channels, classes));
    return net.build();
  }

  private static List<Integer> blocks(int depth) {
    return switch (depth) {
      case 121 -> List.of(6, 12, 24, 16);
      case 169 -> List.of(6, 12, 32, 32);
      case 201 -> List.of(6, 12, 48, 32);
      default -> throw new IllegalArgumentException("DenseNet has 121, 169 or 201 layers, not " + depth);
    };
  }

  /** Each layer reads the block's input and the outputs of all layers before it. */
  private static void block(NetworkBuilder net, String block, int channels, int layers) {
    List<String> features = new ArrayList<>(List.of(net.last()));
    for (int i = 1; i <= layers; i++) {
      String layer = block + ".denselayer" + i;
      int inputs = channels + (i - 1) * GROWTH;
      net.add(layer + ".norm1", BatchNorm.of(inputs));
      net.add(layer + ".relu1", Activation.RELU);
      net.add(layer + ".conv1", Conv2d.of(inputs, BOTTLENECK, 1, 1, 0).withoutBias());
      net.add(layer + ".norm2", BatchNorm.of(BOTTLENECK));
      net.add(layer + ".relu2", Activation.RELU);
      features.add(net.add(layer + ".conv2", Conv2d.of(BOTTLENECK, GROWTH, 3, 1, 1).withoutBias()));
      net.add(layer + ".cat", new Concat(), features.toArray(String[]::new));
    }
    net.alias(block);
  }

  private static void transition(NetworkBuilder net, String transition, int channels) {
    net.add(transition + ".norm", BatchNorm.of(channels));
    net.add(transition + ".relu", Activation.RELU);
    net.add(transition + ".conv", Conv2d.of(channels, channels / 2, 1, 1, 0).withoutBias());
    net.add(transition + ".pool", new AveragePool(Windows.of(2, 2, 2, 0), false, false));
    net.alias(transition);
  }
}
