package lucida.scenes.art;

/** How much of a paint's second colour shows at a point: 0 … 1. */
@FunctionalInterface
public interface Pattern {
  /** Only the first colour. */
  Pattern PLAIN = (x, y) -> 0;

  /** The share of the second colour at (x, y). */
  double at(double x, double y);

  /** Composes this pattern with a map: at p it has the value at map(p). */
  default Pattern through(Affine map) {
    return (x, y) -> at(map.x(x, y), map.y(x, y));
  }
}
