package lucida.layers;

import java.util.Locale;

/** What an axis of a value means. */
public enum AxisMeaning {
  /** Pictures. */
  BATCH,
  /** Channels, features, classes: what a convolution or a dense layer makes. */
  CHANNEL,
  /** Rows of positions. */
  ROW,
  /** Columns of positions. */
  COLUMN,
  /** Several of these in one axis: rows and columns after a flattening. */
  MIXED,
  /** None: an extent of 1, or the same value all along. */
  NONE;

  @Override
  public String toString() { return name().toLowerCase(Locale.ROOT); }
}
