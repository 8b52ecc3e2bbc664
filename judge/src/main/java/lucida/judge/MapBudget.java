package lucida.judge;

import java.util.Locale;

/**
 * How many runs of the network a metric may spend on the maps that it makes anew of a method: one that makes a map of thousands of runs would make the
 * 210 maps of {@code smprt} for hours. The map of a metric that makes a single one is always made: it costs what the judged one did.
 *
 * @param runs forward and backward each counted, for a metric and a map
 */
public record MapBudget(long runs) {
  /** All maps are made. */
  public static final MapBudget UNLIMITED = new MapBudget(Long.MAX_VALUE);

  /**
   * Whether a metric keeps to it.
   *
   * @param each how many runs a map of the method takes
   */
  public boolean allows(Metric metric, long each) {
    return metric.maps() <= 1 || each <= runs / metric.maps();
  }

  /** Why there is no value where it does not. */
  String reason(Metric metric) {
    return String.format(Locale.ROOT, "%,d maps made anew would take more than %,d runs of the network", metric.maps(), runs);
  }
}
