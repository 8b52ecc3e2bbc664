package lucida.judge.neurons;

import java.util.List;
import java.util.Optional;
import lucida.scenes.Box;

/**
 * A channel of a layer, and what it fires for.
 *
 * @param channel its number
 * @param threshold T_k, above which are its largest activations over all pictures
 * @param maximum its largest activation
 * @param matches concepts by how well they fit where it fires, the best first
 * @param peaks the pictures that it fires most for, the strongest first
 */
public record Neuron(int channel, double threshold, double maximum, List<Match> matches, List<Peak> peaks) {
  /** A channel detects a concept whose IoU is above this, as in the paper. */
  public static final double DETECTS = 0.04;

  /**
   * How well a concept fits.
   *
   * @param iou intersection over union with where the channel is above its threshold, over all pictures
   */
  public record Match(Concept concept, double iou) {}

  /**
   * Where a channel is largest in a picture.
   *
   * @param number of the picture in its source
   * @param picture its name
   * @param activation there
   * @param row of the layer's
   * @param column of the layer's
   * @param field the pixels that this unit depends on
   */
  public record Peak(int number, String picture, double activation, int row, int column, Box field) {}

  /** Lists are kept as they are now. */
  public Neuron {
    matches = List.copyOf(matches);
    peaks = List.copyOf(peaks);
  }

  /** What it detects, if it detects something. */
  public Optional<Match> detects() {
    return matches.stream().findFirst().filter(match -> match.iou() > DETECTS);
  }
}
