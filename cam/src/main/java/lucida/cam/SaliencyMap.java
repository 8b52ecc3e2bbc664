package lucida.cam;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import lucida.core.Tensor;
import lucida.pictures.Filter;
import lucida.pictures.Resize;

/**
 * What a method found: the map at the layer's resolution, unnormalised, with a record of what happened.
 *
 * @param signed the map before its final ReLU, [h, w]; of a pixel method [C, H, W]
 * @param map the map as the method defines it: after its final ReLU where it has one
 * @param origin what it is a map of
 * @param flags what should be known before looking at it
 */
public record SaliencyMap(Tensor signed, Tensor map, Origin origin, List<Flag> flags) {
  /**
   * What a map is a map of.
   *
   * @param method the method's name
   * @param parameters the method's parameters by name, its seed among them
   * @param target what is explained
   * @param layer the layer, or "input" for a method that needs none
   */
  public record Origin(String method, SequencedMap<String, String> parameters, Target target, String layer) {}

  /** Adds the flags that every map can have. */
  public SaliencyMap {
    List<Flag> all = new ArrayList<>(flags);
    all.addAll(lookedAt(signed, map));
    flags = List.copyOf(all);
  }

  /** A map that ends in a ReLU. */
  public static SaliencyMap rectified(Tensor signed, Method method, Probe probe, List<Flag> flags) {
    return new SaliencyMap(signed, signed.relu(), origin(method, probe), flags);
  }

  /** A map that is defined with its sign. */
  public static SaliencyMap signed(Tensor signed, Method method, Probe probe, List<Flag> flags) {
    return new SaliencyMap(signed, signed, origin(method, probe), flags);
  }

  private static Origin origin(Method method, Probe probe) {
    return new Origin(method.name(), method.parameters(), probe.target(), method.usesLayer() ? probe.subject().layer() : "input");
  }

  /** Whether the method ends in a ReLU. */
  public boolean isRectified() { return !map.equals(signed); }

  /** Whether it is a map of pixels, [C, H, W], rather than of a layer's positions. */
  public boolean isOfPixels() {
    return map.shape().rank() == 3;
  }

  /** The map, normalised and then resized to a height and a width: [H, W]. Channels of a pixel map are first joined by their largest magnitude. */
  public Tensor shown(Normalisation normalisation, int height, int width, Filter filter) {
    Tensor plane = isOfPixels() ? map.abs().max(0) : map;
    return new Resize(width, height, filter).of(normalisation.of(plane));
  }

  private static List<Flag> lookedAt(Tensor signed, Tensor map) {
    List<Flag> flags = new ArrayList<>();
    int bad = signed.nonFinite();
    if (bad > 0) flags.add(new Flag(Flag.Kind.NON_FINITE, bad, bad + " of " + signed.size() + " cells are NaN or infinite"));
    else
      if (signed.max() == signed.min())
        flags.add(new Flag(Flag.Kind.FLAT, signed.size(), "flat: every cell is " + signed.cell(0)));
      else
        if (!map.equals(signed) && signed.max() <= 0)
          flags.add(new Flag(Flag.Kind.ALL_NEGATIVE, signed.size(),
              "no cell is positive, the ReLU leaves nothing; the signed map has the evidence against"));
    return flags;
  }
}
