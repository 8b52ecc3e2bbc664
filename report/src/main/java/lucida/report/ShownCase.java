package lucida.report;

import java.util.Optional;
import lucida.judge.results.SummaryTable;
import lucida.judge.statistics.Column;
import lucida.pictures.Picture;

/**
 * A judged picture as a page shows it.
 *
 * @param plain the picture
 * @param overlay the method's map over it
 * @param explained the class that is explained, for people
 */
public record ShownCase(Picture plain, Picture overlay, String explained) {
  /** Makes what is shown when it is asked for: an evaluation keeps no maps. */
  @FunctionalInterface
  public interface Source {
    /** The map of a method for a picture and a class; nothing where it cannot be made again. */
    Optional<ShownCase> of(SummaryTable.Judged method, Column.Case at);

    /** The values of one channel k of the method's layer, A^k, in place of its map; nothing where it cannot be made. */
    default Optional<ShownCase> channel(SummaryTable.Judged method, Column.Case at, int k) {
      return Optional.empty();
    }
  }
}
