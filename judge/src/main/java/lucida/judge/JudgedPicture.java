package lucida.judge;

import java.util.List;

/**
 * All judgements about one picture.
 *
 * @param rows for each class, method and metric, in this order
 * @param forwards how many pictures the network was run on for the metrics
 */
public record JudgedPicture(List<Row> rows, long forwards) {
  /** The list is kept as it is now. */
  public JudgedPicture {
    rows = List.copyOf(rows);
  }
}
