package lucida.layers.architecture;

import java.util.List;
import java.util.Locale;
import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.AdaptiveAveragePool;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** VGG — Simonyan, Zisserman, ICLR 2015, arXiv 1409.1556: stages of 3×3 convolutions, each ended by a pooling, then three dense layers. */
public final class Vgg {
  private static final List<Integer> WIDTHS = List.of(64, 128, 256, 512, 512);

  private Vgg() {}

  /** With 11, 13, 16 or 19 layers that have weights. */
  public static Network of(int depth, boolean batchNorm, int classes) {
    NetworkBuilder net = new NetworkBuilder("vgg" + depth + (batchNorm ? "_bn" : ""), Shape.of(3, 224, 224));
    features(net, stages(depth), batchNorm, true);
    net.add("avgpool", new AdaptiveAveragePool(7, 7));
    net.add("flatten", new Flatten());
    net.add("classifier.0", Dense.of(512 * 7 * 7, 4096));
    net.add("classifier.1", Activation.RELU);
    net.add("classifier.2", new Dropout(0.5));
    net.add("classifier.3", Dense.of(4096, 4096));
    net.add("classifier.4", Activation.RELU);
    net.add("classifier.5", new Dropout(0.5));
    net.add("classifier.6", Dense.of(4096, classes));
    return net.build();
  }

  /**
   * VGG-16 for class activation maps — Zhou et al., CVPR 2016, arXiv 1512.04150: all after conv5_3 replaced by one convolution to 1024
   * channels, global average pooling and one dense layer.
   */
  public static Network gap(int classes) {
    NetworkBuilder net = new NetworkBuilder("vgg16-gap", Shape.of(3, 224, 224));
    features(net, stages(16), false, false);
    net.add("cam_conv", Conv2d.of(512, 1024, 3, 1, 1));
    net.add("cam_relu", Activation.RELU);
    net.add("gap", new GlobalAveragePool());
    net.add("classifier", Dense.of(1024, classes));
    return net.build();
  }

  private static List<Integer> stages(int depth) {
    return switch (depth) {
      case 11 -> List.of(1, 1, 2, 2, 2);
      case 13 -> List.of(2, 2, 2, 2, 2);
      case 16 -> List.of(2, 2, 3, 3, 3);
      case 19 -> List.of(2, 2, 4, 4, 4);
      default -> throw new IllegalArgumentException(String.format(Locale.ROOT, "VGG has 11, 13, 16 or 19 layers, not %d", depth));
    };
  }

  private static void features(NetworkBuilder net, List<Integer> stages, boolean batchNorm, boolean lastPool) {
    int channels = 3;
    int index = 0;
    for (int stage = 0; stage < stages.size(); stage++) {
      for (int i = 0; i < stages.get(stage); i++) {
        net.add("features." + index++, Conv2d.of(channels, WIDTHS.get(stage), 3, 1, 1));
        channels = WIDTHS.get(stage);
        if (batchNorm) net.add("features." + index++, BatchNorm.of(channels));
        net.add("features." + index++, Activation.RELU);
      }
      if (lastPool || stage < stages.size() - 1) net.add("features." + index++, MaxPool.of(2, 2));
    }
    net.alias("features");
  }
}
