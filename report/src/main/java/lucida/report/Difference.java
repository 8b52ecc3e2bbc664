package lucida.report;

import java.util.List;
import lucida.pictures.MapComparison;
import lucida.pictures.Normalisation;
import lucida.core.Tensor;
import lucida.pictures.ColourMap;
import lucida.pictures.ColourScale;
import lucida.pictures.ContactSheet;
import lucida.pictures.Panel;
import lucida.pictures.Picture;

/**
 * Two maps and their difference side by side; before the difference is taken, each is divided by its largest magnitude.
 *
 * @param panels of the first, the second, the difference
 */
public record Difference(List<Panel> panels) {
  private static final int SIDE = 320;
  private static final int WIDTH = 1400;

  /** Of two maps without a picture. */
  public static Difference of(String nameA, String nameB, Tensor a, Tensor b) {
    return new Difference(List.of(alone("A  " + nameA, plane(a)), alone("B  " + nameB, plane(b)), difference(a, b)));
  }

  /** Of the maps of two methods on a picture. */
  public static Difference of(ExplainedMap a, ExplainedMap b, Shown shown) {
    return new Difference(List.of(a.panel(shown), b.panel(shown), difference(a.map().map(), b.map().map())));
  }

  /** Of the maps of two classes by one method on a picture: what speaks for the one rather than for the other. */
  static Difference ofClasses(ExplainedMap a, ExplainedMap b, Shown shown) {
    return new Difference(List.of(a.panelOfClass(shown), b.panelOfClass(shown), difference(a.map().map(), b.map().map())));
  }

  /** A pixel map by its mean over channels. */
  private static Tensor plane(Tensor map) {
    return map.shape().rank() == 3 ? map.mean(0) : map;
  }

  private static Panel alone(String title, Tensor map) {
    MapView view = map.min() < 0 ? MapView.signed(map) : MapView.heat(map, ColourMap.DAWN, ColourScale.max(map));
    return new Panel(title, view.alone(width(map), SIDE), view.bar(),
        "shape " + map.shape() + (view.bar().isEmpty() ? "; " + view.look() : ""));
  }

  private static Panel difference(Tensor a, Tensor b) {
    Tensor difference = between(a, b);
    MapView view = MapView.signed(difference);
    return new Panel("A − B", view.alone(width(difference), SIDE), view.bar(),
        "each divided by its largest magnitude; " + (view.bar().isEmpty() ? view.look() : "red: A is stronger"));
  }

  /** a − b, each divided by its largest magnitude. */
  static Tensor between(Tensor a, Tensor b) {
    MapComparison both = MapComparison.resized(plane(a), plane(b)).normalised(Normalisation.MAX);
    return both.a().minus(both.b().to(both.a().precision()));
  }

  private static int width(Tensor map) {
    return (int) Math.max(1, Math.round((double) SIDE * map.shape().extent(1) / map.shape().extent(0)));
  }

  /** Side by side. */
  public Picture sheet(String heading) {
    return ContactSheet.of(heading, panels, WIDTH, SIDE).pages().getFirst();
  }
}
