package lucida.judge;

import java.util.Locale;

/** Which of two values of a metric is the better one. */
public enum Better {
  /** The higher one. */
  HIGHER("↑"),
  /** The lower one. */
  LOWER("↓"),
  /** Neither: it describes a map. */
  NEITHER("");

  private final String arrow;

  Better(String arrow) { this.arrow = arrow; }

  /** "↑", "↓" or nothing, for the heads of tables. */
  public String arrow() { return arrow; }

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
