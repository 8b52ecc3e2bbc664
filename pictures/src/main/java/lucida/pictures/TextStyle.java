package lucida.pictures;

/** The few kinds of text in a picture. */
enum TextStyle {
  /** Above a sheet. */
  HEADING(21, true, 28),
  /** Above a panel. */
  TITLE(14, true, 20),
  /** Under a panel or a heading. */
  NOTE(12, false, 17),
  /** Beside a colour bar. */
  TICK(11, false, 14);

  private final int size;
  private final boolean bold;
  private final int line;

  TextStyle(int size, boolean bold, int line) {
    this.size = size;
    this.bold = bold;
    this.line = line;
  }

  /** The font's size in pixels. */
  int size() { return size; }

  /** Whether it is heavy. */
  boolean bold() { return bold; }

  /** The height of a line. */
  int line() { return line; }
}
