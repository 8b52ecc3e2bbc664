package lucida.judge;

import java.util.List;

/**
 * All judgements about one picture.
 *
 * @param rows for each class, method and metric, in this order
 * @param forwards how many pictures the network was run on for the metrics
 * @param secondsOfMaps what the maps took
 * @param secondsOfForwards what those runs of the network took
 */
public record JudgedPicture(List<Row> rows, long forwards, double secondsOfMaps, double secondsOfForwards) {
  /** The list is kept as it is now. */
  public JudgedPicture {
    rows = List.copyOf(rows);
  }
}
