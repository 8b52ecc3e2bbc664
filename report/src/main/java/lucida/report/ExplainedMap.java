package lucida.report;

import java.util.stream.Collectors;
import lucida.cam.Flag;
import lucida.cam.SaliencyMap;
import lucida.cam.Settings;
import lucida.cam.catalogue.Methods;
import lucida.pictures.Panel;

/**
 * A map with what the report says about it.
 *
 * @param map what the method found
 * @param of the explained class
 * @param layer the layer of the run as the user named it, even where the method needs none
 * @param seconds how long it took
 * @param view how it is looked at
 */
public record ExplainedMap(SaliencyMap map, ClassScore of, String layer, double seconds, MapView view) {
  /** The method's name on the command line. */
  public String method() { return map.origin().method(); }

  /** What the method is called in its paper. */
  public String title() { return Methods.statement(method()).title(); }

  /** Its flags in one line, but for those of the whole picture and those of options; empty if there are none. */
  public String flags() {
    return map.flags().stream()
        .filter(flag -> flag.kind() != Flag.Kind.NON_FINITE_NETWORK && flag.kind() != Flag.Kind.NO_EFFECT).map(Flag::text)
        .collect(Collectors.joining("; "));
  }

  /** Whether the method explains the pixels, without a layer. */
  public boolean isOfInput() {
    return map.origin().layer().equals("input");
  }

  /** The unit of what the colours stand for, and whether the scale has the same ends on both sides of 0. */
  public String key() {
    return map.origin().unit() + " · " + view.look();
  }

  /** The figure for its overlay. */
  public Panel panel(Shown shown) {
    return new Panel(title(), view.over(shown), view.bar(), of.label() + " · " + note());
  }

  /** The same where the class is named above. */
  Panel panelOfMethod(Shown shown) {
    return new Panel(title(), view.over(shown), view.bar(), note());
  }

  /** The same where the method is named above. */
  Panel panelOfClass(Shown shown) {
    return new Panel(usesClass() ? of.label() : "any class", view.over(shown), view.bar(), note());
  }

  /** Whether another class would have another map. */
  boolean usesClass() {
    return Methods.named(method(), Settings.USUAL).usesClass();
  }

  private String note() {
    return (isOfInput() ? "pixels" : layer) + " · " + key() + (usesClass() ? "" : " · the same for every class")
        + (flags().isEmpty() ? "" : " · " + flags());
  }
}
