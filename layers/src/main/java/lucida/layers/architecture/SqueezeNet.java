package lucida.layers.architecture;

import java.util.Set;
import lucida.autodiff.Windows;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.Concat;
import lucida.layers.Conv2d;
import lucida.layers.Dropout;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** SqueezeNet — Iandola et al. 2016, arXiv 1602.07360; 1.1 is its authors' later, smaller release. */
public final class SqueezeNet {
  private SqueezeNet() {}

  /** Version 1.0. */
  public static Network v10(int classes) {
    NetworkBuilder net = new NetworkBuilder("squeezenet1_0", Shape.of(3, 224, 224));
    net.add("features.0", Conv2d.of(3, 96, 7, 2, 0));
    return body(net, 96, Set.of(2, 6, 11), classes);
  }

  /** Version 1.1. */
  public static Network v11(int classes) {
    NetworkBuilder net = new NetworkBuilder("squeezenet1_1", Shape.of(3, 224, 224));
    net.add("features.0", Conv2d.of(3, 64, 3, 2, 0));
    return body(net, 64, Set.of(2, 5, 8), classes);
  }

  /** Eight fire modules with poolings at the given places of the sequence, a dropout, and a convolution to the classes, pooled. */
  private static Network body(NetworkBuilder net, int stem, Set<Integer> pools, int classes) {
    int[] squeeze = {16, 16, 32, 32, 48, 48, 64, 64};
    net.add("features.1", Activation.RELU);
    int index = 2;
    int channels = stem;
    for (int width : squeeze) {
      if (pools.contains(index)) net.add("features." + index++, new MaxPool(Windows.of(3, 3, 2, 0), true));
      fire(net, "features." + index++, channels, width, 4 * width);
      channels = 8 * width;
      if (pools.contains(index)) net.add("features." + index++, new MaxPool(Windows.of(3, 3, 2, 0), true));
    }
    net.alias("features");
    net.add("classifier.0", new Dropout(0.5));
    net.add("classifier.1", Conv2d.of(512, classes, 1, 1, 0));
    net.add("classifier.2", Activation.RELU);
    net.add("classifier.3", new GlobalAveragePool());
    return net.build();
  }

  private static void fire(NetworkBuilder net, String fire, int channels, int squeeze, int expand) {
    net.add(fire + ".squeeze", Conv2d.of(channels, squeeze, 1, 1, 0));
    String s = net.add(fire + ".squeeze_activation", Activation.RELU);
    net.add(fire + ".expand1x1", Conv2d.of(squeeze, expand, 1, 1, 0), s);
    String one = net.add(fire + ".expand1x1_activation", Activation.RELU);
    net.add(fire + ".expand3x3", Conv2d.of(squeeze, expand, 3, 1, 1), s);
    String three = net.add(fire + ".expand3x3_activation", Activation.RELU);
    net.add(fire + ".cat", new Concat(), one, three);
    net.alias(fire);
  }
}
