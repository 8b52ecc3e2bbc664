package lucida.cam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Normalisation;
import lucida.pictures.Resize;

/**
 * What a method found: the map at the layer's resolution, unnormalised, with a record of what happened.
 *
 * @param signed the map before its final ReLU, [h, w]; of a pixel method [C, H, W]
 * @param map the map as the method defines it: after its final ReLU where it has one
 * @param isRectified whether the method ends in a ReLU
 * @param origin what it is a map of
 * @param facts what was counted or measured on the way, by name: to look up, not to worry about
 * @param flags what should be known before looking at it
 */
public record SaliencyMap(Tensor signed, Tensor map, boolean isRectified, Origin origin, SequencedMap<String, String> facts,
    List<Flag> flags) {
  /**
   * What a map is a map of.
   *
   * @param method the method's name
   * @param parameters the method's parameters by name, its seed among them
   * @param target what is explained
   * @param layer the layer, or "input" for a method that needs none
   * @param unit what its values are measured in
   */
  public record Origin(String method, SequencedMap<String, String> parameters, Target target, String layer, Unit unit) {
    /** Of a method on a probe. */
    static Origin of(Method method, Probe probe, String layer) {
      return new Origin(method.name(), method.parameters(), probe.target(), layer, method.unit());
    }
  }

  /** Lists are kept as they are now. */
  public SaliencyMap {
    facts = new LinkedHashMap<>(facts);
    flags = List.copyOf(flags);
  }

  /** A map that ends in a ReLU. */
  public static SaliencyMap rectified(Tensor signed, Method method, Probe probe, List<Flag> flags) {
    return of(signed, signed.relu(), true, Origin.of(method, probe, layer(method, probe)), known(probe, flags));
  }

  /** A map that is defined with its sign. */
  public static SaliencyMap signed(Tensor signed, Method method, Probe probe, List<Flag> flags) {
    return of(signed, signed, false, Origin.of(method, probe, layer(method, probe)), known(probe, flags));
  }

  /** With the flags that every map can have. */
  static SaliencyMap of(Tensor signed, Tensor map, boolean isRectified, Origin origin, List<Flag> flags) {
    List<Flag> all = new ArrayList<>(flags);
    all.addAll(lookedAt(signed, isRectified));
    return new SaliencyMap(signed, map, isRectified, origin, new LinkedHashMap<>(), all);
  }

  private static String layer(Method method, Probe probe) { return method.usesLayer() ? probe.subject().layer() : "input"; }

  /** What is wrong with the network's run comes first, each thing once. */
  private static List<Flag> known(Probe probe, List<Flag> flags) {
    return Stream.concat(probe.nonFinite().stream(), flags.stream()).distinct().toList();
  }

  /** The same with more facts. */
  public SaliencyMap knowing(Map<String, String> more) {
    SequencedMap<String, String> all = new LinkedHashMap<>(facts);
    all.putAll(more);
    return new SaliencyMap(signed, map, isRectified, origin, all, flags);
  }

  /** Whether it is a map of pixels, [C, H, W], rather than of a layer's positions. */
  public boolean isOfPixels() {
    return map.shape().rank() == 3;
  }

  /** The map, normalised and then resized to a height and a width: [H, W]. Channels of a pixel map are first joined by their largest magnitude. */
  public Tensor shown(Normalisation normalisation, int height, int width, Filter filter) {
    Tensor plane = isOfPixels() ? map.abs().max(0) : map;
    return new Resize(width, height, filter).of(normalisation.of(plane));
  }

  private static List<Flag> lookedAt(Tensor signed, boolean isRectified) {
    int bad = signed.nonFinite();
    if (bad > 0)
      return List.of(new Flag(Flag.Kind.NON_FINITE, bad, bad + " of " + signed.size() + " cells are NaN or infinite"));
    if (signed.max() == signed.min())
      return List.of(new Flag(Flag.Kind.FLAT, signed.size(), "flat: every cell is " + signed.cell(0)));
    return isRectified && signed.max() <= 0
        ? List.of(new Flag(Flag.Kind.ALL_NEGATIVE, signed.size(),
            "no cell is positive, the ReLU leaves nothing; the signed map has the evidence against"))
        : List.of();
  }
}
