package lucida.cam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * One map of several layers, as in LayerCAM — Jiang, Zhang, Hou, Cheng, Wei, IEEE TIP 2021.
 *
 * <pre>
 *   M̂_l = tanh( 2 relu(M_l) / max relu(M_l) )     Scaling.TANH
 *   L   = max_l Up(M̂_l)                           Joining.MAX
 * </pre>
 *
 * Up brings every map, bilinearly, to the largest height and width among them. A map without a positive cell counts as 0.
 *
 * @param method what makes the map of each layer
 * @param layers at least one
 * @param joining how maps become one
 * @param scaling how maps come to one scale before
 */
public record Fusion(Method method, List<String> layers, Joining joining, Scaling scaling) implements Method {
  private static final double GAMMA = 2;

  /** How maps become one. */
  public enum Joining {
    /** Their mean. */
    MEAN,
    /** The largest of them, as in LayerCAM. */
    MAX;

    private Tensor of(List<Tensor> maps) {
      return switch (this) {
        case MEAN -> maps.stream().reduce(Tensor::plus).orElseThrow().scale(1.0 / maps.size());
        case MAX -> maps.stream().reduce((a, b) -> a.zip(b, Math::max)).orElseThrow();
      };
    }
  }

  /** How maps come to one scale. */
  public enum Scaling {
    /** tanh(2 M / max M), as in LayerCAM. */
    TANH,
    /** M / max M. */
    MAXIMUM;

    private Tensor of(Tensor map) {
      Tensor M = map.relu();
      double max = M.max();
      if (max == 0) return M;
      return switch (this) {
        case TANH -> M.map(v -> Math.tanh(GAMMA * v / max));
        case MAXIMUM -> M.scale(1 / max);
      };
    }
  }

  /** Checks that there are layers, and that the method is one of layers. */
  public Fusion {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) throw new IllegalArgumentException("Fusion: there is no layer to fuse");
    if (!method.usesLayer())
      throw new IllegalArgumentException("Fusion: " + method.name() + " explains pixels, it has no layers to fuse");
  }

  /** As LayerCAM scales and joins. */
  public static Fusion of(Method method, List<String> layers) {
    return new Fusion(method, layers, Joining.MAX, Scaling.TANH);
  }

  @Override
  public String name() { return method.name(); }

  @Override
  public Unit unit() { return Unit.NONE; }

  @Override
  public SaliencyMap explain(Probe probe) {
    List<SaliencyMap> maps = layers.stream().map(layer -> method.explain(probe.at(layer))).toList();
    if (maps.stream().anyMatch(SaliencyMap::isOfPixels))
      throw new NotApplicableException(method.name() + " makes a map of pixels at every layer: there is nothing to fuse");
    Tensor L = joining.of(alike(maps.stream().map(SaliencyMap::map).toList()));
    return SaliencyMap.of(L, L, false, SaliencyMap.Origin.of(this, probe, String.join("+", layers)), flags(maps));
  }

  /** Scaled, and of the largest height and width. */
  private List<Tensor> alike(List<Tensor> maps) {
    int height = maps.stream().mapToInt(M -> M.shape().extent(0)).max().orElseThrow();
    int width = maps.stream().mapToInt(M -> M.shape().extent(1)).max().orElseThrow();
    Resize up = new Resize(width, height, Filter.BILINEAR);
    return maps.stream().map(M -> up.of(scaling.of(M))).toList();
  }

  /** What each map says, with its layer. */
  private List<Flag> flags(List<SaliencyMap> maps) {
    return IntStream.range(0, maps.size()).boxed().flatMap(l -> maps.get(l).flags().stream()
        .map(flag -> new Flag(flag.kind(), flag.count(), layers.get(l) + ": " + flag.text()))).toList();
  }

  /** Those of the method, and its own. */
  @Override
  public SequencedMap<String, String> parameters() {
    SequencedMap<String, String> parameters = new LinkedHashMap<>(method.parameters());
    parameters.put("layers", String.join(", ", layers));
    parameters.put("joining", joining.name().toLowerCase(Locale.ROOT));
    parameters.put("scaling", scaling.name().toLowerCase(Locale.ROOT));
    return parameters;
  }

  @Override
  public long runs(Probe probe) {
    return layers.stream().mapToLong(layer -> method.runs(probe.at(layer))).sum();
  }
}
