package lucida.layers.architecture;

import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Conv2d;
import lucida.layers.Dropout;
import lucida.layers.GlobalAveragePool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/**
 * The all-convolutional network All-CNN-C — Springenberg, Dosovitskiy, Brox, Riedmiller, ICLR Workshops 2015, arXiv 1412.6806, table 2: no pooling but the last, convolutions with a stride
 * in its place, so that nothing but ReLU layers has to be inverted. The table has a ReLU behind conv9, too; here is none, for with it a training
 * came to equal scores in its first epochs and stayed there.
 */
public final class AllCnn {
  private AllCnn() {}

  /** conv1 to conv9 for pictures of 32×32; the last maps are of 6×6, one for each class. */
  public static Network c(int classes) {
    NetworkBuilder net = new NetworkBuilder("all-cnn-c", Shape.of(3, 32, 32));
    net.add("drop0", new Dropout(0.2));
    stage(net, 1, 3, 96);
    stage(net, 4, 96, 192);
    convolve(net, 7, Conv2d.of(192, 192, 3, 1, 0));
    convolve(net, 8, Conv2d.of(192, 192, 1, 1, 0));
    net.add("conv9", Conv2d.of(192, classes, 1, 1, 0));
    net.add("gap", new GlobalAveragePool());
    return net.build();
  }

  /** Two convolutions, and one with a stride of 2 where others pool. */
  private static void stage(NetworkBuilder net, int first, int inputs, int width) {
    convolve(net, first, Conv2d.of(inputs, width, 3, 1, 1));
    convolve(net, first + 1, Conv2d.of(width, width, 3, 1, 1));
    convolve(net, first + 2, Conv2d.of(width, width, 3, 2, 1));
    net.add("drop" + (first + 2), new Dropout(0.5));
  }

  private static void convolve(NetworkBuilder net, int number, Conv2d convolution) {
    net.add("conv" + number, convolution);
    net.add("relu" + number, Activation.RELU);
  }
}
