package lucida.layers.architecture;

import java.util.List;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** ResNet — He, Zhang, Ren, Sun, CVPR 2016, arXiv 1512.03385; in the bottleneck the 3×3 convolution has the stride. */
public final class ResNet {
  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512);

  private ResNet() {}

  /** With 18, 34, 50, 101 or 152 layers that have weights. */
  public static Network of(int depth, int classes) {
    List<Integer> blocks = blocks(depth);
    int expansion = depth < 50 ? 1 : 4;
    NetworkBuilder net = new NetworkBuilder("resnet" + depth, Shape.of(3, 224, 224));
    net.add("conv1", Conv2d.of(3, 64, 7, 2, 3).withoutBias());
    net.add("bn1", BatchNorm.of(64));
    net.add("relu", Activation.RELU);
    net.add("maxpool", new MaxPool(Windows.of(3, 3, 2, 1), false));
    int channels = 64;
    for (int stage = 0; stage < 4; stage++) {
      for (int i = 0; i < blocks.get(stage); i++) {
        String block = "layer" + (stage + 1) + "." + i;
        int stride = stage > 0 && i == 0 ? 2 : 1;
        if (expansion == 1) basic(net, block, channels, WIDTHS.get(stage), stride);
        else bottleneck(net, block, channels, WIDTHS.get(stage), stride);
        channels = WIDTHS.get(stage) * expansion;
      }
      net.alias("layer" + (stage + 1));
    }
    net.add("avgpool", new GlobalAveragePool());
    net.add("fc", Dense.of(channels, classes));
    return net.build();
  }

  private static List<Integer> blocks(int depth) {
    return switch (depth) {
      case 18 -> List.of(2, 2, 2, 2);
      case 34, 50 -> List.of(3, 4, 6, 3);
      case 101 -> List.of(3, 4, 23, 3);
      case 152 -> List.of(3, 8, 36, 3);
      default -> throw new IllegalArgumentException("ResNet has 18, 34, 50, 101 or 152 layers, not " + depth);
    };
  }

  /** Two 3×3 convolutions. */
  static void basic(NetworkBuilder net, String block, int channels, int width, int stride) {
    String x = net.last();
    net.add(block + ".conv1", Conv2d.of(channels, width, 3, stride, 1).withoutBias());
    net.add(block + ".bn1", BatchNorm.of(width));
    net.add(block + ".relu", Activation.RELU);
    net.add(block + ".conv2", Conv2d.of(width, width, 3, 1, 1).withoutBias());
    String y = net.add(block + ".bn2", BatchNorm.of(width));
    join(net, block, x, y, channels, width, stride);
  }

  private static void bottleneck(NetworkBuilder net, String block, int channels, int width, int stride) {
    String x = net.last();
    net.add(block + ".conv1", Conv2d.of(channels, width, 1, 1, 0).withoutBias());
    net.add(block + ".bn1", BatchNorm.of(width));
    net.add(block + ".relu", Activation.RELU);
    net.add(block + ".conv2", Conv2d.of(width, width, 3, stride, 1).withoutBias());
    net.add(block + ".bn2", BatchNorm.of(width));
    net.add(block + ".relu_1", Activation.RELU);
    net.add(block + ".conv3", Conv2d.of(width, 4 * width, 1, 1, 0).withoutBias());
    String y = net.add(block + ".bn3", BatchNorm.of(4 * width));
    join(net, block, x, y, channels, 4 * width, stride);
  }

  /** The shortcut, projected where its shape differs (option B), the sum, and the ReLU after it, which is the block's output. */
  private static void join(NetworkBuilder net, String block, String x, String y, int channels, int outputs, int stride) {
    String shortcut = x;
    if (stride != 1 || channels != outputs) {
      net.add(block + ".downsample.0", Conv2d.of(channels, outputs, 1, stride, 0).withoutBias(), x);
      shortcut = net.add(block + ".downsample.1", BatchNorm.of(outputs));
    }
    net.add(block + ".add", new Add(), y, shortcut);
    net.add(block + ".out", Activation.RELU);
    net.alias(block);
  }
}
