package lucida.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import lucida.cam.Fusion.Joining;
import lucida.cam.Fusion.Scaling;
import lucida.cam.Fusion;
import lucida.cam.LayerChoice;
import lucida.cam.Method;
import lucida.cam.Probe;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.layers.Model;
import lucida.layers.Network;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which layers are explained, and what methods are told: options that several commands share. */
final class LayerOptions {
  @Option(names = "--layer", paramLabel = "NAME", split = ",", description = "The layers whose activations are explained, comma-separated. Default: the last one with positions.")
  private List<String> layers = List.of();

  @Option(names = "--fuse", paramLabel = "mean|max", description = "Fuse the maps of several layers into one: their mean, each divided by its maximum, or their maximum after LayerCAM's scaling. Default: one map per layer.")
  private Optional<String> fuse = Optional.empty();

  @Mixin
  private MethodSettings settings;

  /** Checks what does not depend on a picture. */
  void check(List<String> layers, Network network) {
    settings.check();
    settings.checkChannels(layers, network);
    fusion(layers);
  }

  /** Whether layers are named; else the usual one is chosen. */
  boolean namesLayers() { return !layers.isEmpty(); }

  /** The layers asked for, each once, by the names the user gave them, or the usual one. */
  List<String> layers(Model model) {
    if (layers.isEmpty()) return List.of(LayerChoice.of(model.network()));
    Network network = model.network();
    SequencedMap<String, String> named = new LinkedHashMap<>();
    layers.stream().map(String::strip).forEach(layer -> named.putIfAbsent(network.resolve(layer), layer));
    return List.copyOf(named.values());
  }

  /**
   * The one layer asked for, checked.
   *
   * @param one why not several: "a sanity check takes one layer, not "
   * @throws IllegalArgumentException if several are asked for
   */
  String layer(Model model, String one) {
    List<String> asked = layers(model);
    check(asked, model.network());
    if (asked.size() > 1) throw new IllegalArgumentException("--layer: " + one + String.join(", ", asked));
    return asked.getFirst();
  }

  /** Whether one map is to be made of several layers. */
  boolean fuses() { return fuse.isPresent(); }

  /** What makes one map of several layers, if that is wanted. */
  Optional<UnaryOperator<Method>> fusion(List<String> layers) {
    if (fuse.isEmpty()) return Optional.empty();
    Joining joining = EnumOption.named("--fuse", fuse.get(), Joining.values());
    if (layers.size() < 2)
      throw new IllegalArgumentException("--fuse " + fuse.get() + " makes one map of several layers, and there is only "
          + layers.getFirst() + ": name several, as in --layer A,B");
    Scaling scaling = joining == Joining.MAX ? Scaling.TANH : Scaling.MAXIMUM;
    return Optional.of(method -> method.usesLayer() ? new Fusion(method, layers, joining, scaling) : method);
  }

  /** The seed of everything random. */
  long seed() { return settings.seed(); }

  /** The options that were given and that change nothing of a method. */
  List<String> ignoredBy(String method) {
    Method named = Methods.named(method, Settings.USUAL);
    boolean pixels = !named.usesLayer();
    List<String> ignored = new ArrayList<>(settings.ignoredBy(method));
    if (pixels && namesLayers()) ignored.addFirst("--layer");
    if (pixels && fuse.isPresent()) ignored.add("--fuse");
    return ignored;
  }

  /** A sentence for each option that was given and changes nothing of some of these methods. The seed is never without effect: pictures, metrics and intervals have their draws from it. */
  List<String> ignored(List<String> methods) {
    return useOf(methods).sentences();
  }

  /**
   * Checks that an option changes some of these methods.
   *
   * @throws IllegalArgumentException if one was given that changes none
   */
  void checkUsed(List<String> methods) { useOf(methods).checkUsed(); }

  private IgnoredOptions useOf(List<String> methods) {
    return new IgnoredOptions(method -> ignoredBy(method).stream().filter(option -> !option.equals("--seed")).toList(), methods);
  }

  /** For methods at the layer of a probe. */
  Settings settings(Probe probe) {
    return settings.settings(probe);
  }
}
