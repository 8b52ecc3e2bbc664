package lucida.weights;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lucida.core.Shape;

/**
 * What a file with a network may leave open.
 *
 * @param size the height and width of pictures, [H, W]
 * @param output which of several outputs holds the scores
 * @param weights what a file of weights leaves open
 */
public record NetworkOptions(Optional<Shape> size, Optional<String> output, WeightOptions weights) {
  /** Nothing is said. */
  public static final NetworkOptions NONE = new NetworkOptions(Optional.empty(), Optional.empty());

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})\\s*[x×]\\s*(\\d{1,5})");

  /** Nothing is said of weights. */
  public NetworkOptions(Optional<Shape> size, Optional<String> output) {
    this(size, output, WeightOptions.NONE);
  }

  /**
   * Height and width as they are typed: "224x224", "480×640".
   *
   * @throws IllegalArgumentException if it is no size
   */
  public static Shape size(String text) {
    Matcher m = SIZE.matcher(text.strip());
    if (!m.matches() || Integer.parseInt(m.group(1)) < 1 || Integer.parseInt(m.group(2)) < 1)
      throw new IllegalArgumentException("'" + text + "' is no height and width as 224x224");
    return Shape.of(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
  }
}
