package lucida.layers.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import lucida.layers.Names;
import lucida.layers.Network;

/**
 * The architectures that are built in, by name: vgg11 … vgg19_bn, resnet18 … resnet152, cifar-resnet20 … 110, squeezenet1_0, squeezenet1_1, mobilenet_v2,
 * densenet121 … densenet201, efficientnet_b0, nin, all-cnn-c, vgg16-gap, scenes-vgg, scenes-vgg-gap, scenes-resnet, catch.
 */
public final class Architectures {
  private static final SequencedMap<String, IntFunction<Network>> BUILT_IN = builtIn();

  private Architectures() {}

  private static SequencedMap<String, IntFunction<Network>> builtIn() {
    SequencedMap<String, IntFunction<Network>> all = new LinkedHashMap<>();
    for (int depth : List.of(11, 13, 16, 19)) {
      all.put("vgg" + depth, classes -> Vgg.of(depth, false, classes));
      all.put("vgg" + depth + "_bn", classes -> Vgg.of(depth, true, classes));
    }
    for (int depth : List.of(18, 34, 50, 101, 152)) all.put("resnet" + depth, classes -> ResNet.of(depth, classes));
    for (int depth : List.of(20, 32, 44, 56, 110)) all.put("cifar-resnet" + depth, classes -> CifarResNet.of(depth, classes));
    all.put("squeezenet1_0", SqueezeNet::v10);
    all.put("squeezenet1_1", SqueezeNet::v11);
    all.put("mobilenet_v2", MobileNetV2::of);
    for (int depth : List.of(121, 169, 201)) all.put("densenet" + depth, classes -> DenseNet.of(depth, classes));
    all.put("efficientnet_b0", EfficientNet::of);
    all.put("nin", Nin::of);
    all.put("all-cnn-c", AllCnn::c);
    all.put("vgg16-gap", Vgg::gap);
    all.put("scenes-vgg", SceneNetworks::vgg);
    all.put("scenes-vgg-gap", SceneNetworks::vggGap);
    all.put("scenes-resnet", SceneNetworks::resnet);
    all.put("catch", CatchNetwork::of);
    return all;
  }

  /** Their names. */
  public static List<String> names() { return List.copyOf(BUILT_IN.keySet()); }

  /** Whether this is the name of a built-in architecture with an {@link Attention} that can be put into it. */
  public static boolean hasAttention(String name) {
    try {
      return BUILT_IN.containsKey(Attention.plainName(name)) && Attention.named(name).isPresent()
          && named(name).name().equals(name);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The usual number of classes: 10 for the networks for CIFAR, 16 for those for scenes, 3 moves of catch, else 1000. */
  public static Network named(String name) {
    boolean isForCifar = name.startsWith("cifar") || name.startsWith("all-cnn");
    return named(name, isForCifar ? 10 : name.startsWith("scenes") ? 16 : name.equals("catch") ? 3 : 1000);
  }

  /**
   * Builds the architecture with the given number of classes, or one of {@link TextNetworks} with the given number of words: "scenes-resnet", or "scenes-resnet+attention(after=layer3,channel,spatial)", which is one with an {@link Attention}.
   *
   * @throws IllegalArgumentException if there is no such architecture; the message names some that are near
   */
  public static Network named(String name, int classes) {
    if (TextNetworks.NAMES.contains(name)) return TextNetworks.named(name, classes);
    Optional<Attention> attention = Attention.named(name);
    if (attention.isPresent()) return attention.get().in(named(Attention.plainName(name), classes));
    IntFunction<Network> architecture = BUILT_IN.get(name);
    if (architecture == null)
      throw new IllegalArgumentException("No architecture is named '" + name + "'; " + Names.suggestion(name, names()));
    return architecture.apply(classes);
  }
}
