package lucida.cli;

import java.io.PrintWriter;

/** One line of a terminal that is rewritten, without escape sequences. */
final class LiveLine {
  private final PrintWriter out;
  private int width;

  LiveLine(PrintWriter out) {
    this.out = out;
  }

  /** Replaces the line. */
  void show(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }

  /** Clears the line; the next output begins at the left. */
  void clear() {
    if (width == 0) return;
    show("");
    out.print("\r");
    out.flush();
  }
}
