package lucida.scenes;

import java.util.Map;
import java.util.Optional;

/**
 * One object of a scene.
 *
 * @param label the index of its class
 * @param name the name of its class
 * @param hue its colour, if that has a name
 * @param box the smallest box around its mask
 * @param mask the pixels where it is visible
 * @param parts the visible mask of each named part, in a fixed order; that of a hidden part is empty
 * @param visible the visible fraction, 0 … 1; the rest is occluded
 */
public record Instance(int label, String name, Optional<Hue> hue, Box box, Mask mask, Map<String, Mask> parts, double visible) {
  /** What of an object is of none of its parts, as a body is. */
  public static final String REST = "rest";
}
