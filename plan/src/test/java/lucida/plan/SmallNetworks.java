package lucida.plan;

import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Add;
import lucida.layers.AveragePool;
import lucida.layers.BatchNorm;
import lucida.layers.ChannelScale;
import lucida.layers.Concat;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** What is peculiar to MobileNetV2, DenseNet and EfficientNet, in a few layers; and extents that fill no vector. */
final class SmallNetworks {
  private SmallNetworks() {}

  private static Conv2d conv(int inputs, int outputs, int size, int stride, int groups) {
    return new Conv2d(inputs, outputs, Windows.of(size, size, stride, size / 2), groups, false);
  }

  /** Inverted residuals with depthwise convolutions and ReLU6. */
  static Network mobile() {
    NetworkBuilder net = new NetworkBuilder("mobile", Shape.of(3, 33, 31));
    net.add("stem", conv(3, 16, 3, 2, 1));
    String x = net.add("bn", BatchNorm.of(16));
    for (int i = 0; i < 2; i++) {
      net.add("expand" + i, conv(16, 48, 1, 1, 1));
      net.add("bn1." + i, BatchNorm.of(48));
      net.add("relu1." + i, Activation.RELU6);
      net.add("depthwise" + i, conv(48, 48, 3, 1, 48));
      net.add("bn2." + i, BatchNorm.of(48));
      net.add("relu2." + i, Activation.RELU6);
      net.add("project" + i, conv(48, 16, 1, 1, 1));
      String y = net.add("bn3." + i, BatchNorm.of(16));
      x = net.add("add" + i, new Add(), x, y);
    }
    net.add("strided", conv(16, 16, 5, 2, 16));
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(16, 10));
    return net.build();
  }

  /** Batch norm before convolution, joined channels, an average between. */
  static Network dense() {
    NetworkBuilder net = new NetworkBuilder("dense", Shape.of(3, 32, 32));
    net.add("stem", conv(3, 24, 7, 2, 1));
    net.add("relu", Activation.RELU);
    String x = net.add("pool", new MaxPool(Windows.of(3, 3, 2, 1), false));
    int channels = 24;
    for (int i = 0; i < 3; i++) {
      net.add("bn1." + i, BatchNorm.of(channels), x);
      net.add("relu1." + i, Activation.RELU);
      net.add("conv1." + i, conv(channels, 32, 1, 1, 1));
      net.add("bn2." + i, BatchNorm.of(32));
      net.add("relu2." + i, Activation.RELU);
      String y = net.add("conv2." + i, conv(32, 12, 3, 1, 1));
      x = net.add("join" + i, new Concat(), x, y);
      channels += 12;
    }
    net.add("average", AveragePool.of(2, 2));
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(channels, 10));
    return net.build();
  }

  /** Squeeze and excitation, SiLU. */
  static Network efficient() {
    NetworkBuilder net = new NetworkBuilder("efficient", Shape.of(3, 32, 32));
    net.add("stem", conv(3, 24, 3, 2, 1));
    net.add("bn", BatchNorm.of(24));
    String x = net.add("silu", Activation.SILU);
    net.add("depthwise", conv(24, 24, 5, 1, 24));
    String y = net.add("silu2", Activation.SILU);
    net.add("squeeze", new GlobalAveragePool());
    net.add("fc1", Dense.of(24, 6));
    net.add("silu3", Activation.SILU);
    net.add("fc2", Dense.of(6, 24));
    String s = net.add("sigmoid", Activation.SIGMOID);
    net.add("excite", new ChannelScale(), y, s);
    net.add("project", conv(24, 24, 1, 1, 1));
    net.add("add", new Add(), x, net.last());
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(24, 10));
    return net.build();
  }

  /** 1, 3, 7, 13, 17, 64 and 207 channels, grouped and dilated and strided, odd extents. */
  static Network awkward() {
    NetworkBuilder net = new NetworkBuilder("awkward", Shape.of(1, 23, 37));
    net.add("a", Conv2d.of(1, 7, 3, 1, 1));
    net.add("leaky", Activation.leakyRelu(0.1));
    net.add("b", new Conv2d(7, 13, Windows.of(3, 2, 2, 1), 1, true));
    net.add("tanh", Activation.TANH);
    net.add("c", new Conv2d(13, 17, Windows.of(3, 3, 1, 2).dilated(2, 2), 1, true));
    net.add("d", Conv2d.of(17, 64, 3, 1, 1));
    net.add("relu", Activation.RELU);
    net.add("grouped", new Conv2d(64, 64, Windows.of(3, 3, 1, 1), 4, true));
    net.add("inFours", new Conv2d(64, 64, Windows.of(3, 3, 2, 1), 16, false));
    net.add("relu1", Activation.RELU);
    net.add("e", Conv2d.of(64, 207, 3, 1, 1));
    net.add("relu2", Activation.RELU);
    net.add("pool", new MaxPool(Windows.of(3, 3, 2, 1), true));
    net.add("f", Conv2d.of(207, 3, 1, 1, 0));
    net.add("gap", new GlobalAveragePool());
    net.add("fc", Dense.of(3, 5));
    return net.build();
  }
}
