package lucida.book;

import lucida.pictures.MapComparison;
import lucida.pictures.Normalisation;
import lucida.core.Tensor;

/** Distances between a map and its substitute. */
final class MapDistance {
  private static final double TOP = 10;
  static final String[] COLUMNS = {"relative L2", "rank correlation", "IoU of the top 10 %"};

  private MapDistance() {}

  /** Each map divided by its maximum; relative L2, Spearman's rank correlation, IoU of the top 10 %. */
  static double[] between(Tensor exact, Tensor other) {
    MapComparison comparison = new MapComparison(Normalisation.MAX.of(other), Normalisation.MAX.of(exact));
    return new double[]{comparison.relativeL2(), comparison.spearman(), comparison.topOverlap(TOP)};
  }
}
