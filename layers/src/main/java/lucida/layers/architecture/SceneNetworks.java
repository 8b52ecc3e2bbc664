package lucida.layers.architecture;

import lucida.core.Shape;
import lucida.layers.Activation;
import lucida.layers.BatchNorm;
import lucida.layers.Conv2d;
import lucida.layers.Dense;
import lucida.layers.Dropout;
import lucida.layers.Flatten;
import lucida.layers.GlobalAveragePool;
import lucida.layers.MaxPool;
import lucida.layers.Network;
import lucida.layers.NetworkBuilder;

/** Networks for pictures of 64×64, small enough to be trained in minutes. The last maps of all are of 8×8. */
public final class SceneNetworks {
  private static final Shape PICTURE = Shape.of(3, 64, 64);
  /** Channels of the last convolution of the VGG. */
  private static final int LAST = 96;

  private SceneNetworks() {}

  /** After VGG: stages of 3×3 convolutions, each ended by a pooling, and two dense layers. */
  public static Network vgg(int classes) {
    NetworkBuilder net = new NetworkBuilder("scenes-vgg", PICTURE);
    convolutions(net);
    net.alias("features");
    net.add("pool4", MaxPool.of(2, 2));
    net.add("flatten", new Flatten());
    net.add("fc1", new Dense(LAST * 4 * 4, 128, false));
    net.add("bn", BatchNorm.of(128));
    net.add("relu", Activation.RELU);
    net.add("dropout", new Dropout(0.3));
    net.add("fc2", Dense.of(128, classes));
    return net.build();
  }

  /**
   * The same for class activation maps, as {@link Vgg#gap} is of VGG-16: the last pooling and the dense layers replaced by one convolution to
   * twice the channels, global average pooling and one dense layer.
   */
  public static Network vggGap(int classes) {
    NetworkBuilder net = new NetworkBuilder("scenes-vgg-gap", PICTURE);
    convolutions(net);
    net.add("cam_conv", Conv2d.of(LAST, 2 * LAST, 3, 1, 1).withoutBias());
    net.add("cam_bn", BatchNorm.of(2 * LAST));
    net.add("cam_relu", Activation.RELU);
    net.alias("features");
    net.add("gap", new GlobalAveragePool());
    net.add("classifier", Dense.of(2 * LAST, classes));
    return net.build();
  }

  /** Four stages of 12, 24, 48 and 96 channels, with a pooling between each two. */
  private static void convolutions(NetworkBuilder net) {
    convolve(net, "1_1", 3, 12);
    int channels = 12;
    for (int stage = 2; stage <= 4; stage++) {
      net.add("pool" + (stage - 1), MaxPool.of(2, 2));
      convolve(net, stage + "_1", channels, 2 * channels);
      channels = 2 * channels;
      convolve(net, stage + "_2", channels, channels);
    }
  }

  private static void convolve(NetworkBuilder net, String number, int channels, int width) {
    net.add("conv" + number, Conv2d.of(channels, width, 3, 1, 1).withoutBias());
    net.add("bn" + number, BatchNorm.of(width));
    net.add("relu" + number, Activation.RELU);
  }

  /** After ResNet: a strided stem, four residual blocks of two 3×3 convolutions, global average pooling and one linear layer. */
  public static Network resnet(int classes) {
    NetworkBuilder net = new NetworkBuilder("scenes-resnet", PICTURE);
    net.add("conv1", Conv2d.of(3, 24, 5, 2, 2).withoutBias());
    net.add("bn1", BatchNorm.of(24));
    net.add("relu", Activation.RELU);
    ResNet.basic(net, "layer1.0", 24, 24, 1);
    net.alias("layer1");
    ResNet.basic(net, "layer2.0", 24, 48, 2);
    net.alias("layer2");
    ResNet.basic(net, "layer3.0", 48, 96, 2);
    ResNet.basic(net, "layer3.1", 96, 96, 1);
    net.alias("layer3");
    net.alias("features");
    net.add("avgpool", new GlobalAveragePool());
    net.add("fc", Dense.of(96, classes));
    return net.build();
  }
}
