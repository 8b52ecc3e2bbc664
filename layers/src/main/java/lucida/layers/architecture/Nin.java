package lucida.layers.architecture;

import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dropout;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** Network in Network — Lin, Chen, Yan, ICLR 2014, arXiv 1312.4400; the ImageNet version that its authors released. */
public final class Nin {
  private Nin() {}

  /** Four blocks of one convolution and two of 1×1. */
  public static Network of(int classes) {
    NetworkBuilder net = new NetworkBuilder("nin", Shape.of(3, 224, 224));
    block(net, 1, 3, 96, Windows.of(11, 11, 4, 0), 96, 96);
    net.add("pool1", new MaxPool(Windows.of(3, 3, 2, 0), true));
    block(net, 2, 96, 256, Windows.of(5, 5, 1, 2), 256, 256);
    net.add("pool2", new MaxPool(Windows.of(3, 3, 2, 0), true));
    block(net, 3, 256, 384, Windows.of(3, 3, 1, 1), 384, 384);
    net.add("pool3", new MaxPool(Windows.of(3, 3, 2, 0), true));
    net.add("drop", new Dropout(0.5));
    block(net, 4, 384, 1024, Windows.of(3, 3, 1, 1), 1024, classes);
    net.add("pool4", new GlobalAveragePool());
    return net.build();
  }

  private static void block(NetworkBuilder net, int block, int channels, int width, Windows windows, int first, int second) {
    net.add("conv" + block, new Conv2d(channels, width, windows, 1, true));
    net.add("relu" + block, Activation.RELU);
    net.add("cccp" + (2 * block - 1), Conv2d.of(width, first, 1, 1, 0));
    net.add("relu" + block + "_1", Activation.RELU);
    net.add("cccp" + 2 * block, Conv2d.of(first, second, 1, 1, 0));
    net.add("relu" + block + "_2", Activation.RELU);
  }
}
