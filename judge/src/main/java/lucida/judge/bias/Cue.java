package lucida.judge.bias;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import lucida.judge.statistics.Interval;
import lucida.pictures.Picture;

/**
 * What goes with a class, and what its maps look at instead of its objects. It was found in half of the pictures; all numbers are of the other half.
 *
 * @param label the class
 * @param kind what recurs
 * @param looks the patch, if it is one; small
 * @param frequency by class: the share of its pictures that have it
 * @param excess its share of the pictures of the class, less the mean of that of the others
 * @param interval of the excess, Newcombe's of two shares
 * @param energy the mean share of the class's maps that is there
 * @param atBorder the share of its spots that touch the border
 * @param seen where it was seen, in pictures of the class, by the numbers of the pictures
 * @param onTruth the share of these spots that lie on a cue that is known, where one is
 */
public record Cue(int label, Kind kind, Optional<Picture> looks, SequencedMap<Integer, Double> frequency, double excess,
    Interval interval, double energy, double atBorder, SequencedMap<Integer, Spot> seen, Optional<Double> onTruth) {
  private static final double MOST = 0.5;
  private static final double MUCH = 0.2;

  /** What recurs. */
  public enum Kind {
    /** Something that looks the same, wherever it is. */
    APPEARANCE("the same patch"),
    /** The place, whatever is there. */
    PLACE("the same place");

    private final String words;

    Kind(String words) { this.words = words; }

    /** What recurs, in words. */
    public String words() { return words; }
  }

  /** Kept as they are now. */
  public Cue {
    frequency = new LinkedHashMap<>(frequency);
    seen = new LinkedHashMap<>(seen);
  }

  /** Whether it is more than chance. */
  public CueStrength strength() {
    return excess >= MOST && energy >= MUCH ? CueStrength.STRONG : CueStrength.WEAK;
  }

  /** The spots, in the order of the pictures. */
  public List<Spot> spots() { return List.copyOf(seen.values()); }
}
