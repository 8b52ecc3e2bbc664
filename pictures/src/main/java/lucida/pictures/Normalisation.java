package lucida.pictures;

import lucida.core.Tensor;

/** How a map is brought to a common scale, to be looked at or compared. A flat map becomes 0. */
public enum Normalisation {
  /** As it is. */
  NONE,
  /** Divided by its largest magnitude. */
  MAX,
  /** Its least cell to 0, its largest to 1. */
  MIN_MAX,
  /** Its least cell to 0, its 99th percentile to 1, what is above to 1. */
  PERCENTILE;

  private static final double PERCENT = 99;

  /** The map in the new scale. */
  public Tensor of(Tensor map) {
    return switch (this) {
      case NONE -> map;
      case MAX -> divided(map, map.abs().max());
      case MIN_MAX -> {
        double least = map.min();
        yield divided(map.map(v -> v - least), map.max() - least);
      }
      case PERCENTILE -> {
        ColourScale scale = ColourScale.percentile(map, PERCENT);
        yield map.map(scale::at);
      }
    };
  }

  /** The reciprocal of a subnormal number may be infinite. */
  private static Tensor divided(Tensor map, double by) {
    return by == 0 ? map.scale(0) : by < Float.MIN_NORMAL ? map.map(v -> v / by) : map.scale(1 / by);
  }
}
