package lucida.cam;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/** A way to make a saliency map. A record: its components are its parameters. */
public interface Method {
  /** What it is called on the command line and in files: as its class, in lower case, where its paper does not write it otherwise. */
  default String name() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Its paper, its equations, and what it does in words; nothing but its name, if it states nothing. */
  default Statement statement() {
    return new Statement(name(), "", "");
  }

  /**
   * The map of a probe.
   *
   * @throws NotApplicableException if the method does not apply to this network, with the reason
   */
  SaliencyMap explain(Probe probe);

  /** What the values of its map are measured in. */
  Unit unit();

  /** Whether it explains a layer, rather than the pixels. */
  default boolean usesLayer() { return true; }

  /** Whether its map depends on the class. */
  default boolean usesClass() { return true; }

  /** How many runs of the network it takes, forward and backward each counted, about. */
  default long runs(Probe probe) {
    return 2;
  }

  /** Its parameters by name. */
  default SequencedMap<String, String> parameters() {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    if (getClass().isRecord())
      for (RecordComponent component : getClass().getRecordComponents()) parameters.put(component.getName(), value(component));
    return parameters;
  }

  private String value(RecordComponent component) {
    try {
      Object value = component.getAccessor().invoke(this);
      return value instanceof Enum<?> ? value.toString().toLowerCase(Locale.ROOT) : String.valueOf(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The parameter " + component.getName() + " of " + name() + " cannot be read", e);
    }
  }
}
