package lucida.layers.architecture;

import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;
import lucida.layers.PaddedShortcut;

/** The ResNets for 32×32 pictures of He, Zhang, Ren, Sun, CVPR 2016, section 4.2: three stages of n blocks, 6n + 2 layers, shortcuts of option A. */
public final class CifarResNet {
  private CifarResNet() {}

  /** With 20, 32, 44, 56 or 110 layers that have weights. */
  public static Network of(int depth, int classes) {
    if (depth < 8 || depth % 6 != 2)
      throw new IllegalArgumentException("A CIFAR ResNet has 6n + 2 layers, such as 20, 32, 44, 56 or 110, not " + depth);
    NetworkBuilder net = new NetworkBuilder("cifar-resnet" + depth, Shape.of(3, 32, 32));
    net.add("conv1", Conv2d.of(3, 16, 3, 1, 1).withoutBias());
    net.add("bn1", BatchNorm.of(16));
    net.add("relu", Activation.RELU);
    int channels = 16;
    for (int stage = 1; stage <= 3; stage++) {
      int width = 8 << stage;
      for (int i = 0; i < depth / 6; i++) {
        block(net, "layer" + stage + "." + i, channels, width, stage > 1 && i == 0 ? 2 : 1);
        channels = width;
      }
      net.alias("layer" + stage);
    }
    net.add("avgpool", new GlobalAveragePool());
    net.add("linear", Dense.of(64, classes));
    return net.build();
  }

  private static void block(NetworkBuilder net, String block, int channels, int width, int stride) {
    String shortcut = net.last();
    net.add(block + ".conv1", Conv2d.of(channels, width, 3, stride, 1).withoutBias());
    net.add(block + ".bn1", BatchNorm.of(width));
    net.add(block + ".relu", Activation.RELU);
    net.add(block + ".conv2", Conv2d.of(width, width, 3, 1, 1).withoutBias());
    String y = net.add(block + ".bn2", BatchNorm.of(width));
    if (channels != width)
      shortcut = net.add(block + ".shortcut", new PaddedShortcut(stride, (width - channels) / 2, (width - channels + 1) / 2),
          shortcut);
    net.add(block + ".add", new Add(), y, shortcut);
    net.add(block + ".out", Activation.RELU);
    net.alias(block);
  }
}
