package lucida.judge;

/** In which unit the values of a metric are kept and printed. */
public enum MetricUnit {
  /** Per cent, 0 to 100. */
  PERCENT,
  /** A number. */
  NUMBER
}
