package lucida.report;

import java.util.stream.Collectors;
import lucida.cam.Flag;
import lucida.cam.SaliencyMap;
import lucida.pictures.Panel;

/**
 * A map with what is told about it.
 *
 * @param map what the method found
 * @param of the explained class
 * @param layer the layer of the run as the user named it; files carry it even where the method needs none
 * @param seconds how long it took
 * @param view how it is looked at
 */
public record ExplainedMap(SaliencyMap map, ClassScore of, String layer, double seconds, MapView view) {
  /** The method's name on the command line. */
  public String method() { return map.origin().method(); }

  /** What the method is called in its paper. */
  public String title() { return MethodText.of(method()).title(); }

  /** Its flags in one line; empty if there are none. */
  public String flags() {
    return map.flags().stream().map(Flag::text).collect(Collectors.joining("; "));
  }

  /** The figure for its overlay. */
  public Panel panel(Shown shown) {
    String where = map.isOfPixels() || map.origin().layer().equals("input") ? "pixels" : layer;
    String note = of.label() + " · " + where + (map.flags().isEmpty() ? "" : " · " + flags());
    return new Panel(title(), view.over(shown), view.bar(), note);
  }
}
