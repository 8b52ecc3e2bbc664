package lucida.weights.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lucida.core.Shape;
import lucida.weights.WeightsException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The configurations of keras.applications' VGG and ResNet, whose weight files come without one: written down from the names of the
 * layers that a file holds. How many blocks there are, how many channels, and for VGG the size of pictures, is read off the weights.
 * A file without its top ends in global average pooling here.
 */
final class KerasApplications {
  private static final int USUAL = 224;
  private static final String INPUT = "input_1";

  private final KerasWeights stored;
  private final Set<String> names;
  private final List<KerasConfig.Entry> layers = new ArrayList<>();

  private KerasApplications(KerasWeights stored) {
    this.stored = stored;
    this.names = new TreeSet<>(stored.layers());
  }

  /** The configuration, if the names are those of a VGG or of a ResNet of the first version. */
  static Optional<KerasConfig> recognised(KerasWeights stored) {
    KerasApplications application = new KerasApplications(stored);
    if (application.names.contains("block1_conv1") && application.names.contains("block5_conv1"))
      return Optional.of(application.vgg());
    if (application.names.contains("conv1_bn") && application.names.contains("conv2_block1_0_conv"))
      return Optional.of(application.resnet());
    return Optional.empty();
  }

  private KerasConfig vgg() {
    boolean top = names.contains("fc1");
    pictures(top ? side() : USUAL);
    for (int block = 1; block <= 5; block++) {
      for (int i = 1; names.contains("block" + block + "_conv" + i); i++)
        add("Conv2D", "block" + block + "_conv" + i, "{'kernel_size': 3, 'strides': 1, 'padding': 'same', 'activation': 'relu'}");
      add("MaxPooling2D", "block" + block + "_pool", "{'pool_size': 2, 'strides': 2}");
    }
    if (!top) {
      add("GlobalAveragePooling2D", "avg_pool", "{}");
      return configured();
    }
    add("Flatten", "flatten", "{}");
    add("Dense", "fc1", "{'activation': 'relu'}");
    add("Dense", "fc2", "{'activation': 'relu'}");
    return predicted();
  }

  /** Of the pictures that give fc1 as many cells as it has rows: 32 times the side of the last map. */
  private int side() {
    Shape dense = kernel("fc1");
    Shape last = kernel("block5_conv1");
    int cells = dense.extent(0) / Math.max(1, last.extent(last.rank() - 1));
    int side = (int) Math.sqrt(cells);
    if (side < 1 || side * side != cells || side > 64)
      throw new WeightsException(
          "the layer 'fc1' has the kernel " + dense + ", which reads no square of " + last.extent(last.rank() - 1)
              + " channels");
    return 32 * side;
  }

  private Shape kernel(String layer) {
    Shape kernel = stored.of("the layer '" + layer + "'", List.of(layer), List.of(layer)).get(0, "kernel").shape();
    if (kernel.rank() == 0) throw new WeightsException("the layer '" + layer + "' has one number for a kernel");
    return kernel;
  }

  private KerasConfig resnet() {
    pictures(USUAL);
    add("ZeroPadding2D", "conv1_pad", "{'padding': 3}");
    add("Conv2D", "conv1_conv", "{'kernel_size': 7, 'strides': 2}");
    normalised("conv1_bn", "conv1_relu");
    add("ZeroPadding2D", "pool1_pad", "{'padding': 1}");
    add("MaxPooling2D", "pool1_pool", "{'pool_size': 3, 'strides': 2}");
    for (int stage = 2; stage <= 5; stage++)
      for (int block = 1; names.contains("conv" + stage + "_block" + block + "_1_conv"); block++)
        block("conv" + stage + "_block" + block, block == 1 && stage > 2 ? 2 : 1);
    add("GlobalAveragePooling2D", "avg_pool", "{}");
    return names.contains("predictions") ? predicted() : configured();
  }

  /** A bottleneck whose first 1 × 1 convolution has the stride. */
  private void block(String name, int stride) {
    String from = last();
    String strided = "{'kernel_size': 1, 'strides': " + stride + "}";
    String shortcut = from;
    if (names.contains(name + "_0_conv")) {
      add("Conv2D", name + "_0_conv", strided);
      normalised(name + "_0_bn", "");
      shortcut = last();
    }
    add("Conv2D", name + "_1_conv", strided, from);
    normalised(name + "_1_bn", name + "_1_relu");
    add("Conv2D", name + "_2_conv", "{'kernel_size': 3, 'strides': 1, 'padding': 'same'}");
    normalised(name + "_2_bn", name + "_2_relu");
    add("Conv2D", name + "_3_conv", "{'kernel_size': 1, 'strides': 1}");
    normalised(name + "_3_bn", "");
    add("Add", name + "_add", "{}", shortcut, last());
    add("ReLU", name + "_out", "{}");
  }

  private void normalised(String bn, String relu) {
    add("BatchNormalization", bn, "{'epsilon': 1.001e-5}");
    if (!relu.isEmpty()) add("ReLU", relu, "{}");
  }

  private KerasConfig predicted() {
    add("Dense", "predictions", "{'activation': 'softmax'}");
    return configured();
  }

  private void pictures(int side) {
    layers.add(entry("InputLayer", INPUT, "{'batch_input_shape': [null, " + side + ", " + side + ", 3]}", List.of()));
  }

  private void add(String kind, String name, String config, String... inputs) {
    layers.add(entry(kind, name, config, inputs.length == 0 ? List.of(last()) : List.of(inputs)));
  }

  private static KerasConfig.Entry entry(String kind, String name, String config, List<String> inputs) {
    List<KerasArgument> read = inputs.stream().<KerasArgument>map(input -> new KerasArgument.Output(input, 0, 0)).toList();
    List<KerasCall> calls = read.isEmpty()
        ? List.of()
        : List.of(KerasCall.of(read.size() == 1 ? read.getFirst() : new KerasArgument.Several(read)));
    return new KerasConfig.Entry("", kind, name, JsonMapper.shared().readTree(config.replace('\'', '"')), calls);
  }

  private KerasConfig configured() {
    return new KerasConfig(2, MissingNode.getInstance(), layers, List.of(new KerasArgument.Output(INPUT, 0, 0)),
        List.of(new KerasArgument.Output(last(), 0, 0)));
  }

  private String last() { return layers.getLast().name(); }
}
